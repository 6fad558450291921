// SPDX-License-Identifier: Apache-2.0
// What a consumer expects of the run that made the links, and of the commit that it was made from.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ExpectedFact, RunFacts } from '../intoto/verification/check-run-facts.ts'
import type { ExpectedSource } from '../intoto/verification/expected-source.ts'
import { commitFiles } from '../recording/source/commit-files.ts'
import { openRepository } from '../recording/source/repository.ts'
import { expectedCommitFlag } from './commit-flag.ts'
import { usage, type Arguments, type FlagSpec } from './arguments.ts'
import { pathFrom, type Console } from './console.ts'

/** A fact of a run, the flag that expects it, and how its value is written. */
interface FactFlag extends Pick<FlagSpec, 'value' | 'help'> {
  readonly long: string
  readonly fits: RegExp
  readonly example: string
}

const FACT_FLAGS: Readonly<Record<ExpectedFact, FactFlag>> = {
  repository: {
    long: 'repository',
    value: 'OWNER/NAME',
    help: 'the repository that every link must name as its own',
    fits: /^[^/\s]+\/[^/\s]+$/,
    example: 'octo-org/greeter'
  },
  ref: {
    long: 'ref',
    value: 'REF',
    help: 'the branch or tag of the run, in full: refs/heads/main, refs/tags/v1.2.3',
    fits: /^refs\/\S+$/,
    example: 'refs/heads/main'
  },
  workflow: {
    long: 'workflow',
    value: 'FILE',
    help: 'the workflow that ran: .github/workflows/release.yml, or with repository and ref as GitHub names it, OWNER/NAME/.github/workflows/release.yml@refs/heads/main',
    fits: /^(?:[^/\s@]+\/[^/\s@]+\/[^\s@]+@\S+|\.[a-z]+\/workflows\/[^\s@]+)$/,
    example: '.github/workflows/release.yml'
  },
  id: {
    long: 'run-id',
    value: 'ID',
    help: 'the run, by the number in its address: …/actions/runs/ID',
    fits: /^\d{1,20}$/,
    example: '9876543210'
  },
  event: {
    long: 'event',
    value: 'NAME',
    help: 'what started the run: push, workflow_dispatch, release and so on',
    fits: /^[a-z_]+$/,
    example: 'push'
  }
}

const FACTS = Object.keys(FACT_FLAGS) as ExpectedFact[]

export const EXPECTATION_FLAGS: readonly FlagSpec[] = [
  {
    long: 'commit',
    takes: 'one',
    value: 'SHA',
    help: 'the commit that every claim about source must name, in full; where no link claims any, that of the run'
  },
  {
    long: 'source',
    takes: 'one',
    value: 'DIR',
    help: 'a clone of the repository, bare or not: its commit must have the files that the links claim'
  },
  {
    long: 'source-pattern',
    takes: 'many',
    value: 'PATTERN',
    help: 'with --source, a pattern of the sparse checkout that links may claim source for, in the order in which they name them'
  },
  ...FACTS.map((fact): FlagSpec => {
    const { long, value, help } = FACT_FLAGS[fact]
    return { long, takes: 'one', ...(value === undefined ? {} : { value }), help }
  })
]

/** What the flags expect, as verification takes it. */
export interface Expectations {
  readonly source: ExpectedSource | undefined
  readonly runFacts: RunFacts | undefined
}

/** @throws USAGE, GIT_FAILED */
export function expectations(parsed: Arguments, console: Console): Expectations {
  const runFacts: Partial<Record<ExpectedFact, string>> = {}
  for (const fact of FACTS) {
    const value = parsed.one(FACT_FLAGS[fact].long)
    if (value !== undefined) runFacts[fact] = demandForm(FACT_FLAGS[fact], value)
  }
  return { runFacts, source: expectedSource(parsed, console) }
}

/** @throws USAGE, GIT_FAILED where the directory is no repository */
function expectedSource(parsed: Arguments, console: Console): ExpectedSource | undefined {
  const commit = expectedCommitFlag(parsed)
  const source = parsed.one('source')
  const patterns = parsed.many('source-pattern')
  if (source === undefined && patterns.length > 0)
    throw usage(
      '--source-pattern says what --source may be of, which is not given.',
      'Add --source DIR, or leave it out.'
    )
  if (source === undefined) return commit === undefined ? undefined : { commit, claims: 'optional' }
  const directory = pathFrom(console, source)
  const { environment } = console
  // Said before anything that the links lack: no link could be held against such a directory.
  openRepository(directory, environment)
  return {
    commit,
    claims: 'demanded',
    only: patterns.length === 0 ? undefined : patterns,
    checkedBy: `verify --source ${quoteUntrusted(source)}`,
    files: (wanted, only) =>
      commitFiles({ directory, commit: wanted, environment, ...(only === undefined ? {} : { only }) })
  }
}

/** @throws USAGE */
function demandForm({ long, value, fits, example }: FactFlag, text: string): string {
  if (fits.test(text)) return text
  throw usage(
    `--${long} takes ${value ?? ''} as GitHub writes it, not ${quoteUntrusted(text, 100)}.`,
    `Write it like this: --${long} ${example}`
  )
}
