// SPDX-License-Identifier: Apache-2.0
// What warnings of a verdict mean, and what makes them go.
import type { Warning } from '../../../src/intoto/verification/failure.ts'

type Told = readonly [meaning: string, cure: string]

/** Of every code, so that a new one cannot be left out. */
const WARNINGS: Readonly<Record<Warning['code'], Told>> = {
  RUN_UNBOUND: [
    'No link names the run that it belongs to, so links of different runs could be mixed.',
    'Record with `run --run-id ID` (`record start --run-id ID`), one id for all steps, and verify with `--run-id ID`. Stages do it by themselves.'
  ],
  RUN_NOT_ASKED: [
    'Nobody said which run or commit is meant: links of any run of the pipeline verify.',
    'Say it: `--run-id`, `--commit`, `--repository`, `--ref`.'
  ],
  INTENTS_NOT_EVALUATED: [
    'Something that the layout says in intents could not be looked at, because nobody told what it is held against.',
    'Tell it: `--commit` for the commit, `--source` for its files, `--ref` for the branch or tag; or bring the link that is missing. The files of a submodule lie in another repository, which is not asked: let two jobs or more check it out, so that they confirm each other.'
  ],
  INTENTS_LOOSE: [
    'A line of the layout lets something happen that nobody holds against anything.',
    'Narrow the line that is named, or leave it, if it is meant.'
  ],
  SOURCE_UNCHECKED: [
    'What links claim of the commit was not held against a repository.',
    'Give a clone with `--source`; in the gate `source: demanded`. With a clone the message names what is left, which no repository of the commit can tell: files of submodules, for which `INTENTS_NOT_EVALUATED` says who agrees on them.'
  ],
  SOURCE_UNCLAIMED: ['A checkout claims nothing of its commit.', 'Record it by the stages of this release.'],
  SOURCE_PARTIAL: [
    'Links claim a part of the commit alone, since the checkout was sparse.',
    'Check out all files, if all of them count.'
  ],
  REFERENCE_COMPATIBLE: [
    'Only the checks of in-toto-python were made (`--compat reference`).',
    'Leave out `--compat reference`: the strict checks are the default.'
  ],
  COMMAND_DIFFERS: [
    'A step ran another command than the layout expects; by the specification that is a warning for a step in rules.',
    'Let layout and workflow agree.'
  ],
  CHECKOUT_OF_OTHER_COMMIT: [
    'A job checked out another commit than that of its run.',
    'If that is meant, say which one: input `commit`, or `--commit`.'
  ],
  LINK_IGNORED: [
    'A file with the name of a link counts for nothing.',
    'Remove it, or see why its signature does not count.'
  ],
  VERIFIED_AT_OTHER_TIME: [
    'The chain was verified as of another time (`--at`).',
    'Leave out `--at` to verify as of now.'
  ],
  LAYOUT_EXPIRES_SOON: ['The layout expires soon.', 'Let its owners sign it again: `in-toto-actions layout sign`.'],
  LAYOUT_LIST_EMPTY: [
    'A step has no rules on one side, so nothing is held against these files.',
    'Write rules, or the step in intents.'
  ],
  MODE_CHANGED: ['A file became executable, or stopped to be.', 'Find out what changed it; rules hold bytes alone.'],
  FILES_EXCLUDED: [
    'Files were left out of a recording or a comparison.',
    'Take the line out of `exclude`, if they count.'
  ],
  REPORT_CUT: ['There is more to tell than a report lists.', 'Correct what it lists, and verify again.']
}

/** A table of them in Markdown. */
export function warningsTable(): string {
  const rows = Object.entries(WARNINGS).map(([code, [meaning, cure]]) => `| \`${code}\` | ${meaning} | ${cure} |`)
  return ['| Code | What it means | What makes it go |', '| --- | --- | --- |', ...rows].join('\n')
}
