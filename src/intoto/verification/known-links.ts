// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../../base/limits.ts'
import { toHex } from '../bytes/hex.ts'
import { readSignedMetadata, type SignedMetadata } from '../envelope/signed-metadata.ts'
import type { LargeHasher } from '../hashing/sha256.ts'
import type { ReadJsonOptions } from '../json/read-json.ts'
import { StringCache } from '../json/string-cache.ts'
import type { ParsedLink } from '../link/parse-link.ts'

/** How a payload says what a link says. */
export type LinkForm = 'link' | 'statement'

/** What was read of a file whose payload is a part of it, and is not read without it. */
interface KnownFile extends Pick<SignedMetadata, 'wrapper' | 'container' | 'signatures' | 'kind'> {
  readonly digest: string
  readonly signed: Uint8Array
  readonly parsed: ParsedLink
}

/**
 * Links that somebody read before they are verified, so that verification need not read them again. What was read
 * counts for a payload, or a file, of the same bytes only: who changes a file in between gains nothing, and nothing is
 * believed for being here.
 */
export class KnownLinks {
  /** Shared by all who read links for this. */
  readonly strings = new StringCache('supply-chain')
  readonly #hasher: LargeHasher
  readonly #maxBytes: number
  readonly #links = new Map<string, { readonly digest: string; readonly parsed: ParsedLink }>()
  readonly #files = new Map<string, KnownFile>()
  readonly #names = new Map<string, string>()
  #bytes = 0

  /** @param maxBytes of files whose payload is a part of them; more are not kept, and of 0 nothing is */
  constructor(hasher: LargeHasher, maxBytes: number = LIMITS.knownFileBytes) {
    this.#hasher = hasher
    this.#maxBytes = maxBytes
  }

  /** Keeps what was read from a payload of a file. */
  async keep(form: LinkForm, fileName: string, payload: Uint8Array, parsed: ParsedLink): Promise<void> {
    if (this.#maxBytes === 0) return
    this.#names.set(fileName, parsed.link.name)
    this.#links.set(`${form} ${fileName}`, { digest: await this.#digest(payload), parsed })
  }

  /** What was read from this very payload of a file of this name. */
  async find(form: LinkForm, fileName: string, payload: Uint8Array): Promise<ParsedLink | undefined> {
    const known = this.#links.get(`${form} ${fileName}`)
    return known !== undefined && known.digest === (await this.#digest(payload)) ? known.parsed : undefined
  }

  /**
   * Keeps what was read from a file of signed metadata: by its payload where that has bytes of its own, else by the
   * whole file. Then what its signatures cover is kept, too, for as many bytes as fit; what does not fit is read again.
   */
  async keepFile(fileName: string, file: Uint8Array, metadata: SignedMetadata, parsed: ParsedLink): Promise<void> {
    const { wrapper, container, signatures, kind, payloadBytes } = metadata
    if (payloadBytes !== undefined) return this.keep('link', fileName, payloadBytes, parsed)
    this.#names.set(fileName, parsed.link.name)
    if (this.#bytes + file.length > this.#maxBytes) return
    this.#bytes += file.length
    const digest = await this.#digest(file)
    const signed = metadata.signedBytes()
    this.#files.set(fileName, { wrapper, container, signatures, kind, digest, signed, parsed })
  }

  /** Keeps nothing of a file but the step that its link names. */
  keepName(fileName: string, step: string): void {
    if (this.#maxBytes > 0) this.#names.set(fileName, step)
  }

  /** The step that the link in a file of this name named when it was read: for looking at, never for deciding. */
  nameIn(fileName: string): string | undefined {
    return this.#names.get(fileName)
  }

  /** What was read from this very file of this name, where it was kept by the whole file. */
  async findFile(
    fileName: string,
    file: Uint8Array,
    options: ReadJsonOptions
  ): Promise<{ readonly metadata: SignedMetadata; readonly parsed: ParsedLink } | undefined> {
    const known = this.#files.get(fileName)
    if (known === undefined || known.digest !== (await this.#digest(file))) return undefined
    const { wrapper, container, signatures, kind, signed, parsed } = known
    const metadata: SignedMetadata = {
      wrapper,
      container,
      signatures,
      kind,
      signedBytes: () => signed,
      payloadBytes: undefined,
      // Hardly anybody asks for it: what it says was read.
      get payload() {
        return readSignedMetadata(file, options).payload
      },
      get signedPayload() {
        return readSignedMetadata(file, options).signedPayload
      }
    }
    return { metadata, parsed }
  }

  async #digest(payload: Uint8Array): Promise<string> {
    return toHex(await this.#hasher.sha256(payload))
  }
}
