// SPDX-License-Identifier: Apache-2.0
// What is wrong with claims about source, in words.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { filesIn } from './files.ts'
import { filesText, type ClaimFlaw } from './source-claims.ts'
import type { Finding, Saying } from './finding.ts'
import type { CommitFiles, SourceClaim } from '../link/source-claim.ts'
import type { StepIntents } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { addsSourceStatement, takeStatements } from './write-statements.ts'

/** A flaw in what a link claims of source, as a finding of its step. */
export function claimFinding(record: StepRecord, { code, says, at }: ClaimFlaw): Finding {
  return {
    code,
    step: record.name,
    statement: sourceStatement(record),
    follows: 'begins',
    // Whoever is silent is so by himself.
    ...(code === 'SOURCE_UNKNOWN' ? {} : { cause: `${code} ${says}` }),
    files: [],
    say: () => ({ message: `The link of step "${record.name}" ${says}.`, details: [`It is ${at}.`], hint: HINTS[code] })
  }
}

const HINTS: Readonly<Record<ClaimFlaw['code'], string>> = {
  SOURCE_UNKNOWN:
    'Let the job check out the whole repository at the top of the workspace, without `path` and `sparse-checkout`, before the stage begins, and record it by the stages of this release. A step that needs no source takes `nothing`, or what it needs of other steps.',
  SOURCE_DIFFERS:
    'All jobs of a run must check out the same commit. Run the whole pipeline again, and find out what changed the checkout of this job.',
  SOURCE_OTHER_COMMIT:
    'Verify the links of the run that made them from that commit; on your own machine check that commit out, and run the steps again. Where the jobs check out the tip of a pull request instead of its merge, write `source: { commit: head }` in the layout; where they check out a commit that you name, `source: { commit: named }`; and sign it again.',
  SOURCE_FALSE:
    'Do not use what was built: the job saw other files than the commit has, or lies about them. Find out what ran in that job before the stage began.'
}

/**
 * No link has the files that are claimed and nothing else under their names.
 *
 * @param submodule where the files of a submodule alone are in question
 */
export function sourceAmbiguous(record: StepRecord, claim: SourceClaim, submodule?: string): Finding {
  return {
    code: 'SOURCE_AMBIGUOUS',
    step: record.name,
    statement: sourceStatement(record),
    follows: 'alone',
    files: [],
    say: () => (submodule === undefined ? sayAmbiguous(record, claim) : sayOfSubmodule(record, claim, submodule))
  }
}

/** A repository holds no files of its submodules, so none that is asked can tell them. */
function sayOfSubmodule({ name, link, ...record }: StepRecord, claim: SourceClaim, submodule: string): Saying {
  const { addsSource: adds } = record.intents as StepIntents
  const wanted = claim.submodules.get(submodule) as CommitFiles
  const deeper = [...claim.submodules.keys()].filter((path) => path.startsWith(`${submodule}/`))
  const had = Array.from(filesIn(adds ? link.products : link.materials), ([path]): string => path).filter(
    (path) => path.startsWith(`${submodule}/`) && !deeper.some((one) => path.startsWith(`${one}/`))
  )
  const number = count(had.length, 'file')
  const there =
    had.length === 0
      ? 'no file'
      : `${number}${had.length === 1 ? ',' : ', such as'} ${quoteUntrusted(had[0] as string)},`
  return {
    message: `Step "${name}" ${adds ? 'ended' : 'began'} with ${there} in the submodule ${quoteUntrusted(submodule)}, and claims ${filesText(wanted)} of its commit ${wanted.commit}. No link has exactly these, so something was changed, added or missing there.`,
    hint: `A repository that is asked, \`verify --source\`, holds no files of its submodules. Check out ${wanted.commit} of the submodule, compare what the link recorded below ${quoteUntrusted(submodule)} with it, and remove what does not belong there before the step begins.`
  }
}

/** Where a step had source alone, numbers tell more than digests. */
function sayAmbiguous({ name, link, ...record }: StepRecord, claim: SourceClaim): Saying {
  const { addsSource: adds, takes } = record.intents as StepIntents
  const names = 'Verify again with a clone at hand, `verify --source .` in it: that names the files.'
  if (takes.every(({ of }) => of === 'source')) {
    const had = [...filesIn(adds ? link.products : link.materials)].length
    const claimed = [...claim.submodules.values()].reduce((sum, { files }) => sum + files, claim.files)
    const step = `Step "${name}" ${adds ? 'ended' : 'began'} with ${count(had, 'file')}`
    return {
      message:
        had === claimed
          ? `${step}, as many as it claims of its commit, and not with the same bytes: something changed or replaced files of the checkout.`
          : `${step}, and claims ${claimed} of its commit: something untracked or changed lay there, or a file was missing.`,
      hint: `${names} Remove what does not belong there before the step begins.`
    }
  }
  return {
    message: `No link tells which files are those of source that step "${name}" claims, which are ${filesText(claim)}.`,
    hint: `${names} For links that tell it themselves, add a step that takes source alone, \`- { name: checkout, takes: nothing, adds: source }\`, and take it.`
  }
}

/** The statement by which a step sees source. */
function sourceStatement({ name, intents }: StepRecord): string {
  return intents?.addsSource === true
    ? addsSourceStatement(name)
    : (takeStatements(name, { of: 'source' })[0] as string)
}
