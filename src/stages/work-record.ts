// SPDX-License-Identifier: Apache-2.0
// What the working job says of a step. It ran the caller's code and may be hostile, so all of its word is read into what
// may be taken from there and nothing else: whatever is more, less or of another form is refused.
import { Buffer } from 'node:buffer'
import type { ArtifactPath, Artifacts } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../base/errors.ts'
import { isAttempt, isServerId } from '../base/run-numbers.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { isSha256Digest } from '../files/sha256-digest.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { readConverted, type ConvertedFiles } from '../intoto/link/converted-files.ts'
import { FILE_MODES, type FileMode, type FileModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import type { RecordedBy } from '../intoto/link/recorded-by.ts'
import { readRunBinding } from '../intoto/link/run-binding.ts'
import { LIMITS } from '../base/limits.ts'
import { checkLink } from '../intoto/verification/check-link.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
import { readCacheMode, type CacheMode } from './cache-mode.ts'
import { installedPlaces } from './claimed-directories.ts'
import type { DirectoryLine } from './directory-lines.ts'
import { readHandOver, type HandOver } from './hand-over.ts'
import { recordedPlaces } from './recorded-places.ts'
import { secretKindIn } from './secret-shapes.ts'
import { signRefused } from './sign-refused.ts'
import { stageExcludes } from './stage-settings.ts'

/** What the signing job was told of the step, by its own inputs. */
export interface ExpectedRecord {
  readonly step: string
  readonly command: readonly string[]
  /** Paths whose files may be products. */
  readonly products: readonly string[]
  readonly exclude: readonly string[]
  /** A test for names of products other than these paths give, where the step is recorded whole. */
  readonly isRecorded?: (name: string) => boolean
  /** Directories that are products as one artifact each. */
  readonly installs: readonly DirectoryLine[]
  /** Variables whose values may go into the link. */
  readonly variables: readonly string[]
}

/** What is taken from the working job. */
export interface WorkRecord {
  readonly products: Artifacts
  readonly modes: FileModes
  /** Products that are files of the commit with other bytes, by its own word: whoever takes them over looks at them. */
  readonly converted: ConvertedFiles
  readonly variables: JsonObject
  /** `return-value` 0, or nothing. */
  readonly byproducts: JsonObject
  /** By its own word. */
  readonly recordedBy: RecordedBy
  readonly handOver: HandOver | undefined
  /** By its own word. */
  readonly caches: CacheMode | undefined
  /** All that it wrote, for comparing alone. */
  readonly claimed: Link
}

const ENVIRONMENT_MEMBERS = [
  'recording',
  'run',
  'modes',
  'setup',
  'working_directory',
  'variables',
  'hand_over',
  'source',
  'converted',
  'took_over',
  'caches'
] as const
/** Ids of jobs as GitHub takes them: these characters, fewer than 100. */
const JOB_ID = /^[\w-]{1,100}$/

/**
 * Reads a record. What is wrong with its form is the working job's doing, too, so all of that is one refusal.
 *
 * @param file the name of the file that it came in
 * @throws SIGN_REFUSED
 */
export function readWorkRecord(bytes: Uint8Array, file: string, expected: ExpectedRecord): WorkRecord {
  try {
    return parse(bytes, file, expected)
  } catch (error) {
    if (!(error instanceof InTotoError) || error.code === 'SIGN_REFUSED') throw error
    throw signRefused(expected.step, `its record cannot be taken: ${error.message}`, { at: error.at, cause: error })
  }
}

function parse(bytes: Uint8Array, file: string, expected: ExpectedRecord): WorkRecord {
  const { step } = expected
  const metadata = readSignedMetadata(bytes, {
    source: file,
    maxBytes: LIMITS.linkBytes,
    // This job does nothing but sign it, and no other file is read beside it.
    artifactMemory: LIMITS.artifactMemory,
    bytes: NODE_BYTES
  })
  if (metadata.signatures.length > 0) throw signRefused(step, 'its record is signed already')
  const parsed = parseLink(metadata.payload)
  const [flaw] = checkLink(parsed, step, escapeUntrusted(file))
  if (flaw !== undefined) throw signRefused(step, `its record does not hold. ${flaw.message}`)
  const { link } = parsed
  const at = metadata.payload.member('environment')
  for (const [name, member] of at.members())
    if (!ENVIRONMENT_MEMBERS.some((known) => known === name))
      throw member.invalid(`No stage records the member ${quoteUntrusted(name, 80)}.`)
  checkProducts(link.products, expected)
  checkByproducts(link, expected)
  return {
    products: link.products,
    modes: readProductModes(at.optional('modes'), link.products),
    converted: readConvertedProducts(at.optional('converted'), link),
    variables: readVariables(at.optional('variables'), expected),
    byproducts: link.byproducts,
    recordedBy: readRecorder(link, step),
    handOver: readNote(link, step),
    caches: readCaches(link, step),
    claimed: link
  }
}

function checkProducts(products: Artifacts, expected: ExpectedRecord): void {
  const { step, products: paths, exclude, installs } = expected
  const isRecorded = expected.isRecorded ?? recordedPlaces(paths, stageExcludes(exclude))
  const isInstalled = installedPlaces(installs)
  for (const [name, digests] of products) {
    if (name.length > LIMITS.nameLength) throw signRefused(step, `a product has a name of ${name.length} characters`)
    if (!isSha256Digest(digests))
      throw signRefused(step, `the product ${quoteUntrusted(name)} has no digest of SHA-256`)
    if (!isRecorded(name) && !isInstalled(name))
      throw signRefused(
        step,
        `its record names the product ${quoteUntrusted(name)}, which is not among the paths to record, or is excluded`,
        {
          hint: 'Give both jobs the same `products` and `exclude`. If they have them, the working job changed its record. Nothing is signed.'
        }
      )
  }
}

/** The one thing that a stage says of how its command went. */
function checkByproducts({ byproducts }: Link, { step, command }: ExpectedRecord): void {
  const more = [...byproducts.keys()].find((name) => name !== 'return-value')
  if (more !== undefined) throw signRefused(step, `its record has the by-product ${quoteUntrusted(more, 80)}`)
  if (command.length > 0 && byproducts.get('return-value') !== 0)
    throw signRefused(step, 'its record does not say that its command succeeded', {
      hint: 'Tell `end` in the working job the outcomes of the command. Nothing is signed.'
    })
}

function readProductModes(at: JsonAt | undefined, products: Artifacts): FileModes {
  const modes = new Map<ArtifactPath, FileMode>()
  for (const [half, list] of at?.members() ?? []) {
    if (half !== 'materials' && half !== 'products') throw list.invalid('Modes are those of materials and products.')
    for (const [path, mode] of list.members()) {
      const known = FILE_MODES.find((candidate) => candidate === mode.string())
      if (known === undefined) throw mode.invalid(`A mode is one of ${FILE_MODES.join(', ')}.`)
      // Those of materials are what the signing job sees itself.
      if (half === 'materials') continue
      if (!products.has(path as ArtifactPath))
        throw mode.invalid('There is a mode for something that is not a product.')
      modes.set(path as ArtifactPath, known)
    }
  }
  return modes
}

function readConvertedProducts(at: JsonAt | undefined, { environment, products }: Link): ConvertedFiles {
  const [materials, converted] = [readConverted(environment, 'materials'), readConverted(environment, 'products')]
  for (const [half, list] of at?.members() ?? [])
    if (half !== 'materials' && half !== 'products')
      throw list.invalid('Converted files are those of materials and products.')
  if (at !== undefined && (materials === 'malformed' || converted === 'malformed'))
    throw at.invalid('A converted file has a SHA-256 of 64 digits.')
  if (converted === 'malformed') return new Map()
  const odd = [...converted.keys()].find((path) => !products.has(path))
  if (odd === undefined || at === undefined) return converted
  throw at.invalid(`The converted file ${quoteUntrusted(odd)} is not a product.`)
}

function readVariables(at: JsonAt | undefined, { step, variables }: ExpectedRecord): JsonObject {
  const values: Record<string, string> = {}
  for (const [name, value] of at?.members() ?? []) {
    if (!variables.includes(name))
      throw signRefused(step, `its record holds the variable ${quoteUntrusted(name, 80)}, which was not asked for`, {
        hint: 'Give both jobs the same `environment-variables`. Nothing is signed.'
      })
    const text = value.string()
    if (Buffer.byteLength(text) > LIMITS.variableBytes)
      throw value.invalid(`The value has more than ${LIMITS.variableBytes} bytes.`)
    const kind = secretKindIn(text)
    if (kind !== undefined) throw value.invalid(`The value looks like ${kind}, and everybody can read a link.`)
    values[name] = text
  }
  return jsonObject(values)
}

function readRecorder({ environment }: Link, step: string): RecordedBy {
  const run = readRunBinding(environment)
  if (run === undefined || run === 'malformed') throw signRefused(step, 'its record names no run')
  const { job = '', attempt = '', runner, check_run_id: checkRunId } = run
  if (!JOB_ID.test(job) || !isAttempt(attempt))
    throw signRefused(step, 'its record does not say which job and attempt made it')
  if (runner !== undefined && !/^[\w-]{1,64}$/.test(runner))
    throw signRefused(step, `its record names the runner ${quoteUntrusted(runner, 80)}`)
  if (checkRunId !== undefined && !isServerId(checkRunId))
    throw signRefused(step, `its record names the job ${quoteUntrusted(checkRunId, 80)}`)
  return { job, attempt, runner, ...(checkRunId === undefined ? {} : { checkRunId }) }
}

function readCaches({ environment }: Link, step: string): CacheMode | undefined {
  const mode = readCacheMode(environment)
  if (mode === 'malformed') throw signRefused(step, 'its record does not say in a readable way which caches it had')
  return mode
}

function readNote({ environment }: Link, step: string): HandOver | undefined {
  const note = readHandOver(environment)
  if (note === 'malformed') throw signRefused(step, 'its record does not say in a readable way what it handed over')
  return note
}
