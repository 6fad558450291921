// SPDX-License-Identifier: Apache-2.0
// Failures about source, in words.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { firstOf } from '../../base/first-of.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import type { Failure } from './failure.ts'

/** @param notes whether the link notes any commit at all */
export function otherCommit(
  step: string,
  says: string,
  expected: string,
  notes: 'notes another' | 'notes none' = 'notes another'
): Failure {
  return {
    code: 'SOURCE_OTHER_COMMIT',
    step,
    message: `Expected commit ${escapeUntrusted(expected, 80)}; the link of step "${step}" ${says}.`,
    details: [],
    hint: notes === 'notes none' ? NOTES_NONE : NOTES_ANOTHER
  }
}

const NOTES_ANOTHER =
  'Verify the links of the run that made them from that commit; on your own machine check that commit out, and run the steps again. Where the pipeline checks out another commit on purpose, say which one: with the input `commit` of the stage and of the gate, or with `verify --commit`.'
const NOTES_NONE =
  'These links note no commit: record with `run --commit "$(git rev-parse HEAD)"`, or leave `--commit` out.'

export function sourceFalse(step: string, wrongs: readonly string[]): Failure {
  return {
    code: 'SOURCE_FALSE',
    step,
    message: `What the link of step "${step}" claims of the source is not true.`,
    details: firstOf(wrongs),
    hint: 'Do not use what was built: the job saw other files than the commit has, or its functionary lies about them. Find out what ran in that job before the checkout was recorded.'
  }
}

export function checkoutWithoutClaim({
  step,
  otherRepository
}: {
  readonly step: string
  readonly otherRepository: string | undefined
}): Failure {
  return {
    code: 'SOURCE_UNKNOWN',
    step,
    message: `The link of step "${step}" records a checkout, and claims no source.`,
    details:
      otherRepository === undefined
        ? []
        : [
            `It says that the job checked out the repository ${quoteUntrusted(otherRepository)}, whose commits cannot be held against the run.`
          ],
    hint: WITHOUT_CLAIM
  }
}

export function nobodyClaims(links: number): Failure {
  return {
    code: 'SOURCE_UNKNOWN',
    message:
      links === 1
        ? 'The link has no source claim, so the commit cannot be checked.'
        : `None of the ${links} links has a source claim, so the commit cannot be checked.`,
    details: [],
    hint: WITHOUT_CLAIM
  }
}

export function nobodyChecksOut(): Failure {
  return {
    code: 'SOURCE_UNKNOWN',
    message: 'No link records a checkout, so the source claims cannot be held against any files.',
    details: [],
    hint: 'Let one job check out by the stage `checkout`, and the others take over from it. Where each job checks out by itself, say `source: auto` in the gate, or leave `--source` out.'
  }
}

export function claimOfPart(step: string, only: readonly string[]): Failure {
  const most = LIMITS.sentenceNames
  const flags = listed(only, most, (line) => `--source-pattern '${escapeUntrusted(line, 200)}'`).replaceAll(
    ', --',
    ' --'
  )
  return {
    code: 'SOURCE_UNKNOWN',
    step,
    message: `The link of step "${step}" claims source for some files of the commit only.`,
    details: [`Its patterns: ${listed(only, most, (line) => quoteUntrusted(line, 200))}.`],
    hint: `Check out all files. If the job is to have these files only, name the patterns: in the gate one a line in the input \`source-patterns\`, with \`verify\` as \`${flags}\`.`
  }
}

const WITHOUT_CLAIM =
  'Record the checkout with the stage `checkout` of this release or a later one. Where links without it are to pass, say `source: none` in the gate, or leave `--source` out.'
