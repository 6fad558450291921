// SPDX-License-Identifier: Apache-2.0
// The beginning of a step, as the signing job found it and as the working job recorded it. The signing job signs its own
// in any case; a difference means that one of the two saw something else, and then nothing is signed.
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import type { Link } from '../intoto/link/link.ts'
import { readRunBinding, type RunFact } from '../intoto/link/run-binding.ts'
import { unholdable } from './unholdable-names.ts'
import { signRefused } from './sign-refused.ts'

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
/** Members of the environment that both know before the command runs. */
const SHARED_MEMBERS = ['recording', 'setup', 'working_directory'] as const
const MOST_NAMES = 5

/**
 * Compares what was known before the command ran, of one step. `mine` has no products yet.
 *
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER
 */
export function compareBeginning(mine: Link, claimed: Link): void {
  const { name: step } = mine
  if (!sameWords(mine.command, claimed.command))
    throw signRefused(step, 'its record names another command than the one that this job was told')
  compareRuns(mine, claimed)
  for (const member of SHARED_MEMBERS)
    if (textOf(mine.environment, member) !== textOf(claimed.environment, member))
      throw signRefused(step, `its record names another ${member.replace('_', ' ')} than this job was told`)
  compareMaterials(mine, claimed)
}

function sameWords(mine: readonly string[], claimed: readonly string[]): boolean {
  return mine.length === claimed.length && mine.every((word, index) => word === claimed[index])
}

function textOf(environment: JsonObject, member: string): string | undefined {
  const value = environment.get(member)
  return value === undefined ? undefined : writeJson(value)
}

function compareRuns(mine: Link, claimed: Link): void {
  const [own, other] = [factsOf(mine), factsOf(claimed)]
  const differs = SHARED_FACTS.filter((fact) => own[fact] !== other[fact])
  if (differs.length > 0) throw signRefused(mine.name, `its record is of another run (${differs.join(', ')})`)
  if (Number(other.attempt) > Number(own.attempt))
    throw signRefused(
      mine.name,
      `its record claims attempt ${quoteUntrusted(other.attempt ?? '', 20)}, which is to come`
    )
}

function factsOf({ environment }: Link): Readonly<Partial<Record<RunFact, string>>> {
  const run = readRunBinding(environment)
  return run === undefined || run === 'malformed' ? {} : run
}

/** How two sets of artifacts differ, as names. */
interface Differences {
  readonly missing: readonly string[]
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

function differencesOf(mine: Artifacts, claimed: Artifacts): Differences {
  const names = [...mine.keys()]
  return {
    missing: names.filter((name) => !claimed.has(name)),
    added: [...claimed.keys()].filter((name) => !mine.has(name)),
    changed: names.filter((name) => claimed.has(name) && claimed.get(name) !== mine.get(name))
  }
}

function compareMaterials(mine: Link, claimed: Link): void {
  const { missing, added, changed } = differencesOf(mine.materials, claimed.materials)
  if (missing.length + added.length + changed.length === 0) return
  const parts = [
    said(missing, 'this job finds and that one did not record'),
    said(added, 'that one recorded and this job does not find'),
    said(changed, 'with another digest')
  ].filter((part) => part !== '')
  throw new InTotoError(
    'SIGN_MATERIALS_DIFFER',
    `Step ${quoteUntrusted(mine.name)} is not signed: the job that ran its command recorded other materials than this job finds: ${parts.join('; ')}.`,
    { hint: hintFor(mine, claimed, missing) }
  )
}

function said(names: readonly string[], what: string): string {
  if (names.length === 0) return ''
  const shown = names.slice(0, MOST_NAMES).map((name) => quoteUntrusted(name))
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return `${names.length} ${what} (${shown.join(', ')}${more})`
}

function hintFor(mine: Link, claimed: Link, missing: readonly string[]): string {
  const cause = unholdable(missing, mine.materials.keys())
  if (cause !== undefined)
    return `${cause} Rename it, exclude it, or run the stage on a runner whose file system can hold it. Nothing is signed.`
  if (factsOf(mine).attempt !== factsOf(claimed).attempt)
    return "This job ran again alone, and what it starts from has changed since. Run the stage's jobs again, all of them. Nothing is signed."
  return 'The job that ran the command did not start from the commit and the products that it should have started from, or its record was changed. Find out what ran in it before the command, and what the command did. Nothing is signed.'
}
