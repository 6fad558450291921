// SPDX-License-Identifier: Apache-2.0
// Between `record start` and `record stop` the materials lie in a signed file of a type of its own. It is believed only
// when the same key signed it for the same step, and, where a value is demanded, when it is the beginning of that value.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { readPlainFile } from '../files/read-file.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { CoreError } from '../intoto/codes.ts'
import type { SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { readSignedBegun, type SignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import { parseBegun, type Begun, type BegunValue } from '../intoto/link/begun.ts'
import type { Link } from '../intoto/link/link.ts'
import {
  begunFileName,
  begunValueOf,
  foreignUnfinishedFileName,
  stepOfUnfinishedLink
} from '../intoto/link/link-file-name.ts'
import { readRunBinding, type RunBinding } from '../intoto/link/run-binding.ts'
import { signBegun } from '../intoto/link/sign-link.ts'
import { SignatureChecker } from '../intoto/verification/check-signatures.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
import { NODE_PORTS } from '../signing/node-ports.ts'
import { StagesError } from './codes.ts'
import { demandFileSize, demandReadable } from './demand-readable.ts'
import { newBegunValue } from './new-begun-value.ts'
import { checkStepName } from './write-link.ts'

const MOST_NAMES = 5

export interface BegunPlace {
  readonly name: string
  readonly directory: string
  readonly signing: SigningIdentity
}

/** Which beginning is to be ended. */
export interface WantedBeginning {
  /** Undefined takes the only one of the step and key that lies there. */
  readonly value: BegunValue | undefined
  /** Facts that the run of the beginning must have. */
  readonly run: RunBinding
}

export interface FoundBeginning extends Begun {
  readonly path: string
}

/** Signs and writes the beginning of a step; returns its value and its path. @throws STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
export function writeBegun({ name, directory, signing }: BegunPlace, link: Link): { value: BegunValue; path: string } {
  checkStepName(name)
  demandReadable(link)
  const value = newBegunValue()
  const path = join(directory, begunFileName(name, signing.keyId, value))
  const file = signBegun({ value, link }, [signing], NODE_BYTES)
  demandFileSize(name, file.size)
  writeFileAtomically(path, file)
  return { value, path }
}

/**
 * @throws RECORDING_NOT_STARTED, RECORDING_AMBIGUOUS, RECORDING_TAMPERED, RECORDING_OTHER, FILE_UNREADABLE and JSON_ codes
 */
export async function readBegun(place: BegunPlace, { value, run }: WantedBeginning): Promise<FoundBeginning> {
  const { name, directory, signing } = place
  const wanted = value ?? onlyValue(place)
  const path = join(directory, begunFileName(name, signing.keyId, wanted))
  const at = escapeUntrusted(path)
  // Everybody who may write there could have put something else there, a pipe that nobody ever writes into among it.
  const bytes = readPlainFile(path, LIMITS.linkBytes, 'refuse')
  if (bytes === undefined) throw notStarted(place, wanted)
  const metadata = readAsBegun(bytes, path)
  const checker = new SignatureChecker(metadata, 'strict', NODE_PORTS.signatures)
  if ((await checker.check(signing.signer.publicKey, [signing.keyId], false)) !== 'valid')
    throw tampered(
      'The unfinished recording is not signed by this key: it was changed or comes from somebody else.',
      at
    )
  const begun = parseBegun(metadata.signedPayload)
  if (begun.link.name !== name) throw other(`is one of step ${quoteUntrusted(begun.link.name)}`, at, PUT_THERE)
  if (begun.value !== wanted)
    throw other(`is the one with the value ${begun.value}, under the name of ${wanted}`, at, PUT_THERE)
  checkRun(begun.link, run, at)
  return { ...begun, path }
}

/** Removes the file of a recording that is complete. */
export function removeBegun({ path }: Pick<FoundBeginning, 'path'>): void {
  rmSync(path, { force: true })
}

/** @throws RECORDING_NOT_STARTED, RECORDING_AMBIGUOUS */
function onlyValue(place: BegunPlace): BegunValue {
  const values = valuesIn(place)
  const [only] = values
  if (only === undefined) throw notStarted(place, undefined)
  if (values.length === 1) return only
  const shown = values.slice(0, MOST_NAMES).join(', ')
  throw new StagesError(
    'RECORDING_AMBIGUOUS',
    `${values.length} recordings of step ${quoteUntrusted(place.name)} with this key were started here and not ended: ${shown}${values.length > MOST_NAMES ? ' and more' : ''}.`,
    {
      at: escapeUntrusted(place.directory),
      hint: 'Say which one ends, with `--begun VALUE`: `record start` printed its value. Remove the files of those that never will.'
    }
  )
}

function valuesIn({ name, directory, signing }: BegunPlace): BegunValue[] {
  return readdirSync(directory)
    .map((file) => begunValueOf(file, name, signing.keyId))
    .filter((value) => value !== undefined)
    .sort()
}

function notStarted(place: BegunPlace, value: BegunValue | undefined): StagesError {
  const { name, directory, signing } = place
  const foreign = foreignUnfinishedFileName(name, signing.keyId)
  const which = value === undefined ? '' : ` and the value ${value}`
  return new StagesError(
    'RECORDING_NOT_STARTED',
    `No recording of step ${quoteUntrusted(name)} with this key${which} was started here.`,
    {
      at: escapeUntrusted(join(directory, value === undefined ? '.' : begunFileName(name, signing.keyId, value))),
      hint: readdirSync(directory).includes(foreign)
        ? `Another tool, or an earlier version of this one, started a recording in ${quoteUntrusted(foreign)}. Start and stop a step with one tool.`
        : startedHint(place, value)
    }
  )
}

/** What lies here instead. */
function startedHint(place: BegunPlace, value: BegunValue | undefined): string {
  const owner = value === undefined ? undefined : ownerOf(place, value)
  const values = valuesIn(place)
  const [shown, more] = [values.slice(0, MOST_NAMES).join(', '), values.length > MOST_NAMES ? ' and more' : '']
  const started =
    values.length === 1
      ? `The one that was started here has the value ${shown}.`
      : `Those that were started here have the values ${shown}${more}.`
  if (owner !== undefined) {
    const mine = values.length === 0 ? 'Nothing was started here with this step name and key.' : started
    return `That value belongs to ${owner}. ${mine}`
  }
  if (values.length > 0) return `${started} Give the value that \`record start\` of this step printed.`
  return 'Call `record start` first, with the same step name, key and metadata directory.'
}

/** Whose beginning has a value here, as the names of files say it. */
function ownerOf({ name, directory }: BegunPlace, value: BegunValue): string | undefined {
  const file = readdirSync(directory).find((entry) => entry.endsWith(`.${value}.link-unfinished`))
  const step = file === undefined ? undefined : stepOfUnfinishedLink(file)
  if (step === undefined) return undefined
  return step === name ? 'another key' : `step ${quoteUntrusted(step)}`
}

/** What is no beginning was put in its place; faults of JSON tell for themselves. */
function readAsBegun(bytes: Uint8Array, path: string): SignedMetadata {
  try {
    return readSignedBegun(bytes, { source: path, maxBytes: LIMITS.linkBytes, bytes: NODE_PORTS.bytes })
  } catch (error) {
    if (!(error instanceof CoreError) || !error.code.startsWith('METADATA_')) throw error
    throw tampered(
      `What lies in the place of the unfinished recording is not the beginning of a step. ${error.message}`,
      error.at ?? escapeUntrusted(path),
      error
    )
  }
}

function checkRun({ environment }: Link, wanted: RunBinding, at: string): void {
  const run = readRunBinding(environment)
  const facts: RunBinding = run === undefined || run === 'malformed' ? {} : run
  for (const fact of ['id', 'commit'] as const) {
    const [demanded, found] = [wanted[fact], facts[fact]]
    if (demanded === undefined || demanded === found) continue
    const was = `${quoteUntrusted(demanded, 80)} was demanded`
    const flag = fact === 'id' ? '--run-id' : '--commit'
    if (found === undefined)
      throw other(
        `does not name the ${fact} of its run, and ${was}`,
        at,
        `Give ${flag} to \`record start\`, too, and start the recording again.`
      )
    throw other(
      `names ${quoteUntrusted(found, 80)} as the ${fact} of its run, and ${was}`,
      at,
      `It was begun by another run, or ${flag} is wrong. Correct it, or start the recording again.`
    )
  }
}

function tampered(message: string, at: string, cause?: unknown): StagesError {
  return new StagesError('RECORDING_TAMPERED', message, {
    at,
    cause,
    hint: 'Start the recording again, and find out who changed the file.'
  })
}

const PUT_THERE =
  'Somebody put another beginning in its place. Start the recording again, and find out who changed the file.'

function other(what: string, at: string, hint: string): StagesError {
  return new StagesError('RECORDING_OTHER', `The unfinished recording ${what}.`, { at, hint })
}
