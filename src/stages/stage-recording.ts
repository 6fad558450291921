// SPDX-License-Identifier: Apache-2.0
// What the first workflow step of a stage leaves for the last one. The command of the stage runs in between and may
// write wherever the runner may; so the digest of the file travels through the first step's outputs, which later
// commands cannot change, and nothing of the file is believed before the digest is compared.
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { jsonObject } from '../intoto/json/json-value.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { parseBegunValue, type Begun } from '../intoto/link/begun.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import { writeWithLink } from '../intoto/link/write-link-payload.ts'
import { encodeCommitNotes, readCommitNotes, type CommitNotes } from './commit-notes.ts'
import { encodeBegunLayout, parseBegunLayout, type BegunLayout } from './intents/begun-layout.ts'
import { LIMITS } from '../base/limits.ts'
import { readPlainFile } from '../files/read-file.ts'
import { sha256Digest } from '../files/sha256-digest.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { encodeBegunDirectories, parseBegunDirectories, type BegunDirectories } from './begun-directories.ts'

/** A step that has begun. */
export interface StageRecording extends Begun {
  readonly exclude: readonly string[]
  /** Tells the legs of a matrix apart. */
  readonly matrix: string
  /** Whether the end must be shown that a command ran and succeeded. */
  readonly demandsOutcome: boolean
  /** What in the environment steers actions, as `steeringVariables` puts it. */
  readonly steering: string
  readonly commit: CommitNotes
  readonly directories: BegunDirectories
  /** Undefined where nobody looked for one. */
  readonly layout?: BegunLayout | undefined
}

/** Writes a recording; returns its digest, `sha256:<hex>`. @throws FILE_UNWRITABLE */
export function writeStageRecording(
  path: string,
  { value, link, exclude, matrix, demandsOutcome, steering, commit, directories, layout }: StageRecording
): string {
  const rest = jsonObject({
    begun: value,
    exclude,
    matrix,
    demands_outcome: demandsOutcome ? 1 : 0,
    steering,
    commit: encodeCommitNotes(commit),
    directories: encodeBegunDirectories(directories),
    ...(layout === undefined ? {} : { layout: encodeBegunLayout(layout) })
  })
  const { written } = writeWithLink(rest, link, 0).finish(() => new Uint8Array())
  writeFileAtomically(path, written, 'process')
  return sha256Digest(written)
}

/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED, FILE_UNREADABLE, JSON_TOO_LARGE */
export function readStageRecording(path: string, digest: string): StageRecording {
  const at = escapeUntrusted(path)
  // The command of the step may have put anything there, a pipe that nobody writes into among it.
  const bytes = readPlainFile(path, LIMITS.linkBytes, 'refuse')
  if (bytes === undefined) {
    throw new StagesError('RECORDING_NOT_STARTED', 'The recording that the step began with is not there.', {
      at,
      hint: 'Call the begin action first and hand its outputs recording and recording-digest on. If it was called, the command of the step removed the file.'
    })
  }
  const found = sha256Digest(bytes)
  if (found !== digest) {
    throw new StagesError(
      'RECORDING_TAMPERED',
      `The recording of the materials was changed while the step ran, or is another step's: it has the digest ${found}; ${quoteUntrusted(digest, 100)} was recorded.`,
      {
        at,
        hint: 'Take recording and recording-digest from the outputs of one begin. If they are, find out which command of the step writes there. Nothing was signed.'
      }
    )
  }
  const document = readJson(bytes, {
    source: path,
    maxBytes: LIMITS.linkBytes,
    memory: LIMITS.artifactMemory,
    linkDepth: 2,
    bytes: NODE_BYTES
  })
  const layout = document.optional('layout')
  return {
    value: parseBegunValue(document.member('begun')),
    link: parseLink(document.member('link')).link,
    exclude: document.member('exclude').strings(),
    matrix: document.member('matrix').string(),
    demandsOutcome: document.member('demands_outcome').integer() === 1,
    steering: document.member('steering').string(),
    commit: readCommitNotes(document.member('commit')),
    directories: parseBegunDirectories(document.member('directories')),
    layout: layout && parseBegunLayout(layout)
  }
}
