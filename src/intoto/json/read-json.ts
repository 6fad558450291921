// SPDX-License-Identifier: Apache-2.0
// A strict JSON reader (RFC 8259) over bytes. JSON.parse keeps the last of two duplicate members, rounds large integers
// and returns objects with prototypes; a signature can then cover another document than the one that is used (X41
// finding TOTO-PT-23-107). Here a document has one meaning or none.
import type { Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { CoreError, type CoreCode } from '../codes.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { JsonAt } from './json-at.ts'
import { JsonReader } from './json-reader.ts'
import { JsonTokens } from './json-tokens.ts'
import { StringCache } from './string-cache.ts'

export interface ReadJsonOptions {
  /** The name of the document for messages, usually its path. */
  readonly source: string
  /** Bytes that are read at most. */
  readonly maxBytes: number
  /** Faster ones of the machine, for large documents. */
  readonly bytes?: Bytes | undefined
  /** Shared by documents that hold the same strings. */
  readonly strings?: StringCache | undefined
  /** Bytes of memory that its values may take, estimated; as much as what nobody signed may take, when left out. */
  readonly memory?: number | undefined
  /** Bytes of memory that the artifacts of a link may take instead, where the document is one; none, when left out. */
  readonly artifactMemory?: number | undefined
  /** Bytes of memory that its values may take once somebody is known to have signed it, beside its own; `LIMITS.signedMemory` in all, when left out. */
  readonly signedValues?: number | undefined
  /** Which members of the outermost object are stepped over where that is possible, and built when they are asked for. */
  readonly later?: ((name: string) => boolean) | undefined
  /** At which depth the members of a link stand: 2 where the link is itself a member of the document, else 1. */
  readonly linkDepth?: 1 | 2 | undefined
  /** For a Statement: its lists of resources in the usual spelling are read as `ResourceSection`, in the place of lists. */
  readonly resources?: true
}

/**
 * Reads one JSON document.
 *
 * @throws JSON_TOO_LARGE, JSON_NOT_UTF8, JSON_BYTE_ORDER_MARK, JSON_SYNTAX, JSON_TRAILING_DATA, JSON_TOO_DEEP,
 * JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE, JSON_TOO_MANY_VALUES
 */
export function readJson(bytes: Uint8Array, options: ReadJsonOptions): JsonAt {
  return readJsonDocument(bytes, options).root
}

/** A document, and the bytes of its members where these are canonical JSON already. */
export interface JsonDocument {
  /** What it was read from. */
  readonly bytes: Uint8Array
  /** A member that was left for later is null here. */
  readonly root: JsonAt
  /** A member that was left for later; undefined for one that was not, and for one that is not there. */
  readonly later: (name: string) => LaterMember | undefined
  /**
   * The canonical form of a member of the outermost object, taken from the document's own bytes; undefined when it has
   * to be written anew. Never another form than `canonicalJson` would give.
   */
  readonly canonicalMember: (name: string) => Uint8Array | undefined
}

/** A member that was stepped over. */
export interface LaterMember {
  /** What stands in the document, a string with its quotes. */
  readonly bytes: Uint8Array
  /** Whether a string in it is spelled with an escape. */
  readonly escapes: boolean
  /** The value, built of the same bytes. @throws JSON_TOO_MANY_VALUES when it takes more than so many bytes of memory */
  build(memory: number, artifactMemory?: number): JsonAt
}

/** Like `readJson`. @throws the same */
export function readJsonDocument(bytes: Uint8Array, options: ReadJsonOptions): JsonDocument {
  const { source, maxBytes, strings, bytes: port = PORTABLE_BYTES } = options
  const { memory = LIMITS.unsignedMemory, artifactMemory } = options
  const refuse = (code: CoreCode, message: string): CoreError =>
    new CoreError(code, message, { at: escapeUntrusted(source) })
  if (bytes.length > maxBytes) {
    throw refuse('JSON_TOO_LARGE', `The document has ${bytes.length} bytes; at most ${maxBytes} are read.`)
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw refuse('JSON_BYTE_ORDER_MARK', 'The document starts with a byte order mark.')
  }
  if (!port.isUtf8(bytes)) throw refuse('JSON_NOT_UTF8', 'The document is not valid UTF-8.')
  const cache = strings ?? new StringCache('document')
  const tokens = new JsonTokens({ bytes, text: port.texts(bytes) }, source, cache, memory - bytes.length)
  const allowance = artifactMemory === undefined ? undefined : artifactMemory - bytes.length
  const sections = port.careful === true ? undefined : port
  const { later, linkDepth, resources } = options
  const reader = new JsonReader(tokens, cache, { later, linkDepth, resources, artifactMemory: allowance, sections })
  const root = JsonAt.root(reader.document(), source)
  return {
    bytes,
    root,
    later: (name) => {
      const skimmed = reader.skimmed(name)
      return skimmed === undefined
        ? undefined
        : {
            bytes: bytes.subarray(skimmed.start, skimmed.end),
            escapes: skimmed.escapes,
            build: (limit, artifacts) => root.child(name, reader.build(skimmed, limit, artifacts))
          }
    },
    canonicalMember: (name) => reader.canonicalMember(name)
  }
}
