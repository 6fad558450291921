// SPDX-License-Identifier: Apache-2.0
// The products of a checkout stage: the files of the commit, and the word that a clean checkout lies there. An earlier
// workflow step, a kept workspace or what somebody left in `.git` can make any of that untrue; git itself then often says
// that nothing changed, so nothing of git's own judgement is taken.
import { realpathSync } from 'node:fs'
import { join, posix } from 'node:path'
import { BaseError } from '../base/codes.ts'
import type { Environment } from '../base/environment.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { RecordingError } from '../recording/codes.ts'
import { placeOf } from '../recording/place-of.ts'
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'
import type { RecordedSource, SourceOptions, SparseCheckout } from '../recording/source/recorded-source.ts'
import { StagesError } from './codes.ts'
import { differencesText } from './source-differences.ts'
import { recordWithSource } from '../recording/source/record-with-source.ts'

export interface CheckoutPlace {
  /** The top of the work tree. */
  readonly directory: string
  /** Its name in the workspace; `.` for the workspace itself. */
  readonly name: string
}

/**
 * Where a checkout lies, which names one directory of the workspace.
 *
 * @throws INPUT_INVALID, RECORD_OUTSIDE
 */
export function placeOfCheckout(workspace: string, [named = '.', ...more]: readonly string[]): CheckoutPlace {
  if (more.length > 0)
    throw new BaseError('INPUT_INVALID', 'With product-source git, products names one directory.', {
      at: 'input products',
      hint: 'Name the directory of the checkout.'
    })
  const path = process.platform === 'win32' ? named.replaceAll('\\', '/') : named
  const name = posix.normalize(path).replace(/(?<=.)\/$/, '')
  const directory = join(workspace, name)
  if (!posix.isAbsolute(name) && name.split('/')[0] !== '..' && isWithin(workspace, directory))
    return { directory, name }
  throw new RecordingError('RECORD_OUTSIDE', `${quoteUntrusted(named)} does not lie in the workspace.`, {
    at: 'input products',
    hint: 'Name the directory of the checkout relative to the top of the workspace.'
  })
}

/** What is not there lies nowhere, and whoever looks for a repository there says so. */
function isWithin(workspace: string, directory: string): boolean {
  try {
    return placeOf(realpathSync(workspace), realpathSync(directory)) === 'inside'
  } catch {
    return true
  }
}

export interface CheckoutToRecord {
  readonly place: CheckoutPlace
  readonly commit: string
  readonly environment: Environment
  readonly encodings: 'demanded' | 'told'
  readonly sparse: SparseCheckout | undefined
  /** Whether the files of the commit are recorded and no others, or all that lies there. */
  readonly tracked?: SourceOptions['tracked']
}

/**
 * Records the files of a commit, each of which must be what a clean checkout writes.
 *
 * @throws CHECKOUT_DIFFERS, SOURCE_ and RECORD_ codes, GIT_FAILED
 */
export async function recordCheckout(
  recorder: Recorder,
  request: RecordRequest,
  { place, commit, environment, encodings, sparse, tracked = 'all' }: CheckoutToRecord
): Promise<RecordedSource> {
  const source: SourceOptions = {
    directory: place.directory,
    prefix: place.name === '.' ? '' : `${place.name}/`,
    environment,
    commit,
    encodings,
    tracked,
    ...(sparse === undefined ? {} : { only: sparse })
  }
  const recorded = await recordWithSource(recorder, request, source)
  demandClean(recorded, place.directory)
  return recorded
}

/** @throws CHECKOUT_DIFFERS */
export function demandClean({ differences, claim }: RecordedSource, directory: string): void {
  const [first] = differences
  if (first === undefined) return
  const encodings = differences.every(({ kind }) => kind === 'encoding')
  throw new StagesError(
    'CHECKOUT_DIFFERS',
    `What is checked out is not what a clean checkout of commit ${claim.commit} writes: ${differencesText(differences)}. ${first.message}`,
    { at: escapeUntrusted(directory), hint: `${encodings ? ENCODINGS : CAUSES} Nothing was signed.` }
  )
}

const ENCODINGS =
  'Name a form of UTF-16 or UTF-32 in `.gitattributes`, or say `encodings: told`: then these files are recorded by their own bytes, and the log names them.'

/** An attack looks like any of the others, so all are told. */
const CAUSES =
  'On your own machine, commit what you changed, or begin in a fresh clone. Else find out what changed it: a workflow step before this one, or one that still runs; what a kept workspace or a cache left there; filters, line ends or attributes of this machine (`.git/config`, `.git/info/attributes`, `~/.gitconfig`); or `STATE_isPost` in GITHUB_ENV, with which actions/checkout checks nothing out. Put this stage first in a job with an empty workspace.'
