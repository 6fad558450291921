// SPDX-License-Identifier: Apache-2.0
// The one built-in check: what rules cannot say. It looks at every link that counts and at nothing else, and the same
// evidence has the same verdict wherever it is looked at.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Finding } from './finding.ts'
import { foldFindings } from './fold-findings.ts'
import { DirectoryCourse } from './installed-directories.ts'
import type { IntentsEvidence, IntentsVerdict } from './intents-evidence.ts'
import { seesSource } from './intents.ts'
import { LackedLinks } from './lacked-links.ts'
import { withLegs, type LegContext } from './leg-causes.ts'
import { releasedFiles } from './released-files.ts'
import { branchFindings, unknownStepFindings } from './run-findings.ts'
import { judgeClaims } from './source-claims.ts'
import { SourceFiles } from './source-files.ts'
import { StepCheck } from './step-check.ts'
import { stepRecords, type StepRecord } from './step-record.ts'
import { submodulesInSome } from './submodules-in-some.ts'
import { submodulesUnasked } from './submodules-unasked.ts'
import { withCauses, type CauseContext } from './told-causes.ts'

/**
 * Holds the links of a run against what its layout says in intents. Whatever could not be looked at is told, and is wrong
 * for a reason of its own where it must be there: a step without a link has no failure here, nor has what hangs on it.
 */
export function checkIntents(evidence: IntentsEvidence): IntentsVerdict {
  const { intents, known } = evidence
  const records = stepRecords(evidence)
  const lacked = new LackedLinks(intents, evidence.layoutSteps, records)
  const source = new SourceFiles(records, known.files)
  const claims = judgeClaims(records.values(), known, source)
  const directories = new DirectoryCourse(lacked)
  const check = new StepCheck({ records, claims, source, directories, lacked, release: intents.release })
  const ofClaims: Finding[] = []
  const findings: Finding[] = []
  const warnings: string[] = submodulesInSome(records.values(), intents)
  // In the order of the layout, so that what a step takes is known, and a cause is found before what follows from it.
  for (const name of evidence.layoutSteps) {
    const record = records.get(name)
    if (record === undefined) continue
    const checked = check.step(record)
    ofClaims.push(...checked.claims)
    findings.push(
      ...withCausesOf(checked.findings, record, {
        records,
        taken: checked.taken,
        source: () => source.of(claims.agreed),
        committed: known.submodules,
        intents
      })
    )
    warnings.push(...checked.warnings)
    directories.end(record)
  }
  const released = releasedFiles(intents, records)
  const failures = foldFindings([
    ...branchFindings(intents, known.ref),
    ...unknownStepFindings(evidence.unknownSteps),
    ...ofClaims,
    ...findings,
    ...released.findings
  ])
  return {
    failures,
    warnings: [...warnings, ...released.warnings].map((text) => escapeUntrusted(text, 1000)),
    notEvaluated: [
      ...lacked.sentences(check.isSourceUntold),
      ...unknownOfRun(
        evidence,
        [...records.values()].filter(({ intents: step }) => seesSource(step))
      )
    ],
    released: released.files
  }
}

/** Of a step in rules nothing is found that has a cause here. */
function withCausesOf(
  findings: readonly Finding[],
  record: StepRecord,
  run: Omit<CauseContext, 'record' | 'step'> & Pick<LegContext, 'intents'>
): readonly Finding[] {
  const { intents: step } = record
  if (step === undefined) return findings
  return withLegs(withCauses(findings, { ...run, record, step }), { intents: run.intents, record, step })
}

/** What nobody told, so that nothing could be held against it. */
function unknownOfRun({ intents, known }: IntentsEvidence, seeing: readonly StepRecord[]): string[] {
  const source = seeing.length > 0
  const limited = intents.branches.length + intents.tags.length > 0
  return [
    ...(limited && known.ref === undefined
      ? ['The branch or tag of the run is unknown, so `branches` and `tags` were not checked.']
      : []),
    ...(source && known.commit === undefined
      ? ['Nobody said which commit is verified: an older run that agrees with itself would pass.']
      : []),
    ...(source && known.files === undefined ? ['The files of source are what the recorders say.'] : []),
    ...submodulesUnasked(seeing, known.submodules !== undefined)
  ]
}
