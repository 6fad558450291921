// SPDX-License-Identifier: Apache-2.0
// What a consumer expects of the run that made the links. A fact that a link does not tell is none that it has.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { RunFact } from '../link/run-binding.ts'
import { describeRun, type ClaimedRun } from './check-runs.ts'
import type { Failure, Warning } from './failure.ts'

/** Facts that can be expected. */
export const EXPECTED_FACTS = ['id', 'repository', 'ref', 'workflow', 'event'] as const satisfies readonly RunFact[]

export type ExpectedFact = (typeof EXPECTED_FACTS)[number]

/**
 * The facts that are expected, each as GitHub gives it. A workflow is the path of its file (`.github/workflows/ci.yml`),
 * wherever it was read, or all that GitHub tells of it (`owner/name/.github/workflows/ci.yml@refs/heads/main`).
 */
export type RunFacts = Readonly<Partial<Record<ExpectedFact, string>>>

/** LINK_OF_OTHER_RUN for every link whose run is not as expected. */
export function checkRunFacts(claims: readonly ClaimedRun[], expected: RunFacts): Failure[] {
  const facts = EXPECTED_FACTS.filter((fact) => expected[fact] !== undefined)
  return claims.flatMap(({ step, run }) => {
    const told = run === undefined || run === 'malformed' ? {} : run
    const others = facts.filter((fact) => !isAs(fact, told[fact], expected[fact] as string))
    if (others.length === 0) return []
    return [
      {
        code: 'LINK_OF_OTHER_RUN',
        step,
        message: `The link of step "${step}" is not from the run you named: ${allOf(others)} ${others.length === 1 ? 'does' : 'do'} not match.`,
        details: others.map(
          (fact) => `${fact}: expected ${quoteUntrusted(expected[fact] as string)}, found ${found(run, told[fact])}`
        ),
        hint: `Verify the links of the run that you mean. If these links are the right ones, correct or leave out ${allOf(others.map((fact) => FLAGS[fact]))}.`
      } satisfies Failure
    ]
  })
}

/** How the command line calls them. */
const FLAGS: Readonly<Record<ExpectedFact, string>> = {
  id: '--run-id',
  repository: '--repository',
  ref: '--ref',
  workflow: '--workflow',
  event: '--event'
}

/** "a", "a and b", "a, b and c". */
function allOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function isAs(fact: ExpectedFact, told: string | undefined, expected: string): boolean {
  if (told === expected) return true
  return (
    fact === 'workflow' &&
    told !== undefined &&
    !expected.includes('@') &&
    FILE_OF_WORKFLOW.exec(told)?.[1] === expected
  )
}

/** The path of a workflow's file within its repository, which may have an `@` in its name. */
const FILE_OF_WORKFLOW = /^[^/]+\/[^/]+\/([^@]+)@refs\//

function found(run: ClaimedRun['run'], told: string | undefined): string {
  if (run === undefined) return 'a link that names no run'
  if (run === 'malformed') return 'a run in a form that cannot be read'
  return told === undefined ? 'none: the link does not tell it' : quoteUntrusted(told)
}

/** For a chain that verifies although nobody said which run was expected. All of its links are of one. */
export function runNotAsked(claims: readonly ClaimedRun[]): Warning[] {
  return claims.slice(0, 1).map(({ run }) => ({
    code: 'RUN_NOT_ASKED',
    message: `Nobody said which run was expected, so any would have done. These links are of the run with ${describeRun(run)}.`
  }))
}
