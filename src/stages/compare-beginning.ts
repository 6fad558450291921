// SPDX-License-Identifier: Apache-2.0
// The beginning of a step, as the signing job found it and as the working job recorded it. The signing job signs its own
// in any case; a difference means that one of the two saw something else, and then nothing is signed.
import { differencesOf } from '../intoto/artifacts/differences.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import type { Link } from '../intoto/link/link.ts'
import { comparableRecording } from '../intoto/link/recording-notes.ts'
import { readSource } from '../intoto/link/source-claim.ts'
import { readRunBinding, type RunBinding, type RunFact } from '../intoto/link/run-binding.ts'
import { signRefused } from './sign-refused.ts'
import { unholdable } from './unholdable-names.ts'

/** Facts that both jobs of one run share; job, attempt and runner are each one's own. */
const SHARED_FACTS: readonly RunFact[] = [
  'id',
  'repository',
  'repository_id',
  'commit',
  'ref',
  'workflow',
  'event',
  'actor_id'
]
/** Members of the environment that both know before the command runs, and the inputs that they come from. */
const SHARED_MEMBERS = [
  ['setup', 'setup'],
  ['working_directory', 'working-directory']
] as const
const MOST_NAMES = 5

/**
 * Compares what was known before the command ran, of one step. `mine` has no products yet.
 *
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER
 */
export function compareBeginning(mine: Link, claimed: Link): void {
  compareInput(mine.name, 'run', JSON.stringify(claimed.command), JSON.stringify(mine.command))
  compareRuns(mine, claimed)
  compareRecordings(mine, claimed)
  for (const [member, input] of SHARED_MEMBERS)
    compareInput(mine.name, input, valueOf(claimed, member), valueOf(mine, member))
  compareSources(mine, claimed)
  compareMaterials(mine, claimed)
}

/** An input that both jobs are given; the caller's command can change what the working job says of it. */
function compareInput(step: string, input: string, worked: string, told: string): void {
  if (worked === told) return
  throw signRefused(
    step,
    `the working job recorded ${quoteUntrusted(worked)} for \`${input}\`, and the signing job was told ${quoteUntrusted(told)}`,
    {
      hint: `Give both jobs the same \`${input}\`${input === 'run' ? ' and `shell`' : ''}. If they have it, the working job changed its record. Nothing is signed.`
    }
  )
}

function valueOf({ environment }: Link, member: string): string {
  const value = environment.get(member)
  return value === undefined ? 'nothing' : writeJson(value)
}

/** What is left out is counted by each for itself: installed packages lie in the working job alone, say. */
function compareRecordings(mine: Link, claimed: Link): void {
  const [own, other] = [
    new Map(comparableRecording(mine.environment)),
    new Map(comparableRecording(claimed.environment))
  ]
  const materialsOf = (recording: JsonObject): string => writeJson(recording.get('materials') ?? null)
  const [told, worked] = [materialsOf(own), materialsOf(other)]
  own.delete('materials')
  other.delete('materials')
  compareInput(mine.name, 'exclude', writeJson(other), writeJson(own))
  compareInput(mine.name, 'materials', worked, told)
}

function compareRuns(mine: Link, claimed: Link): void {
  const [own, other] = [factsOf(mine), factsOf(claimed)]
  const differs = SHARED_FACTS.filter((fact) => own[fact] !== other[fact])
  const shown = (value: string | undefined): string => (value === undefined ? 'nothing' : quoteUntrusted(value))
  if (differs.length > 0)
    throw signRefused(
      mine.name,
      `its record is of another run: ${differs.map((fact) => `${fact} ${shown(other[fact])} instead of ${shown(own[fact])}`).join(', ')}`
    )
  if (Number(other.attempt) > Number(own.attempt))
    throw signRefused(
      mine.name,
      `its record claims attempt ${shown(other.attempt)}, and this is attempt ${shown(own.attempt)}`
    )
}

function factsOf({ environment }: Link): RunBinding {
  const run = readRunBinding(environment)
  return run === undefined || run === 'malformed' ? {} : run
}

/** The signing job claims what it finds itself; where the working job could read the commit, it found the same. */
function compareSources(mine: Link, claimed: Link): void {
  const [own, other] = [readSource(mine.environment), readSource(claimed.environment)]
  if (other === undefined) return
  if (other === 'malformed')
    throw signRefused(mine.name, 'what its record says of the commit is not written as a stage writes it')
  if (own === undefined || own === 'malformed') return
  const [found, worked] = [valueOf(mine, 'source'), valueOf(claimed, 'source')]
  if (found === worked) return
  throw signRefused(
    mine.name,
    `its record claims the source ${quoteUntrusted(worked)}, and the signing job found ${quoteUntrusted(found)}`,
    {
      hint: 'Let both jobs check out the same commit in the same way. If they do, the working job changed its record. Nothing is signed.'
    }
  )
}

function compareMaterials(mine: Link, claimed: Link): void {
  const differences = differencesOf(mine.materials, claimed.materials)
  if (differences === undefined) return
  const parts = [
    countAndNames(differences.missing, 'missing from its record'),
    countAndNames(differences.added, 'only in its record'),
    countAndNames(differences.changed, 'with a different digest')
  ].filter((part) => part !== '')
  throw new StagesError(
    'SIGN_MATERIALS_DIFFER',
    `Step ${quoteUntrusted(mine.name)} is not signed: the working job recorded other materials than the signing job: ${parts.join('; ')}.`,
    { hint: hintFor(mine, claimed, differences.missing) }
  )
}

function countAndNames(names: readonly string[], what: string): string {
  if (names.length === 0) return ''
  return `${names.length} ${what} (${listed(names, MOST_NAMES, (name) => quoteUntrusted(name))})`
}

function hintFor(mine: Link, claimed: Link, missing: readonly string[]): string {
  const [attempt, recordedIn] = [factsOf(mine).attempt ?? '', factsOf(claimed).attempt ?? '']
  const cause = unholdable(missing, mine.materials.paths())
  return [
    'The working job started from other files, or changed its record: find out what ran in it before the command, and what the command did.',
    ...(mine.materials.size > 0
      ? []
      : [
          'The signing job found nothing at all: give it the `checkout`, `take-over` and `materials` of the working job.'
        ]),
    ...(attempt === recordedIn
      ? []
      : [
          `Perhaps what it starts from changed since attempt ${quoteUntrusted(recordedIn, 20)}: run the stage's jobs again, all of them.`
        ]),
    ...(mine.environment.has('source') && !claimed.environment.has('source')
      ? [
          'The working job could not read the commit, so it recorded files of it by their own bytes: install git there, or write `source: none` for both jobs.'
        ]
      : []),
    ...(cause === undefined ? [] : [`Perhaps its runner could not hold a file. ${cause}`]),
    'Nothing is signed.'
  ].join(' ')
}
