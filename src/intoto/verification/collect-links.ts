// SPDX-License-Identifier: Apache-2.0
// From the files of one step to the links that count: present, signed by an authorised key, readable, and enough of
// them (in-toto v1.0, 5.2). Bytes are dropped as soon as they are parsed; a supply chain may have gigabytes of them.
import { firstOf } from '../../base/first-of.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Step } from '../layout/layout.ts'
import { countFunctionaries } from './count-functionaries.ts'
import type { Evidence } from './evidence.ts'
import type { Failure, Warning } from './failure.ts'
import type { CollectRequest, Found } from './link-format.ts'
import { LINK_FORMAT_NAMES, LINK_FORMATS } from './link-formats.ts'
import { linksOfOthers } from './links-of-others.ts'

/** What was found for a step; with failures, the evidence is not enough. */
export interface Collected {
  readonly evidence: readonly Evidence[]
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
}

/** Loads the links of a step and keeps those that an authorised functionary signed. */
export async function collectLinks(request: CollectRequest): Promise<Collected> {
  const { step, stepPath, compatibility } = request
  const found: Found = { evidence: [], failures: [], missing: [], rejected: [] }
  for (const format of LINK_FORMAT_NAMES) await LINK_FORMATS[format].collect(found, request)
  const { evidence, failures, missing, rejected } = found
  if (failures.length > 0) return { evidence, failures, warnings: [] }
  const functionaries = compatibility === 'strict' ? countFunctionaries(evidence) : countAsReference(evidence)
  if (functionaries < step.threshold || evidence.length === 0) {
    const failure =
      rejected.length === 0 && functionaries === evidence.length
        ? linksMissing(step, stepPath, { evidence, missing, others: await linksOfOthers(request) })
        : thresholdNotMet(step, stepPath, functionaries, [
            ...rejected,
            ...missing.map((name) => `${name} is not there`)
          ])
    return { evidence, failures: [failure], warnings: [] }
  }
  const warnings = rejected.map((reason): Warning => ({
    code: 'LINK_IGNORED',
    step: stepPath,
    message: `${reason}; it was not counted.`
  }))
  return { evidence, failures, warnings }
}

/** The reference counts key ids. It knows no identities, so these are counted as ever. */
const REFERENCE_COUNTS: Readonly<Record<Evidence['kind'], 'key ids' | 'functionaries'>> = {
  signed: 'key ids',
  keyless: 'functionaries'
}

function countAsReference(evidence: readonly Evidence[]): number {
  const counted = (by: 'key ids' | 'functionaries'): Evidence[] =>
    evidence.filter(({ kind }) => REFERENCE_COUNTS[kind] === by)
  return new Set(counted('key ids').map(({ keyId }) => keyId)).size + countFunctionaries(counted('functionaries'))
}

interface LinksThere {
  readonly evidence: readonly Evidence[]
  /** Names of files. */
  readonly missing: readonly string[]
  /** What is said of links that others signed. */
  readonly others: readonly string[]
}

function linksMissing(step: Step, stepPath: string, { evidence, missing, others }: LinksThere): Failure {
  const has =
    others.length === 0 ? `${evidence.length}` : `${evidence.length} of those whom the layout authorises for it`
  return {
    code: 'LINK_MISSING',
    step: stepPath,
    message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} ${step.threshold === 1 ? 'link' : 'links'} and has ${has}.`,
    details: firstOf([...others, ...missing.map((name) => `not there: ${name}`)]),
    hint:
      others.length === 0
        ? `In a workflow, see whether a stage with \`step-name: ${escapeUntrusted(step.name)}\` ran and succeeded. On the command line, record it with \`in-toto-actions run${nameFlag(step.name)} ...\`, and pass the directory that contains the link file as \`--link-dir\`.`
        : `Somebody performed the step whom the layout does not authorise for it: each file is named by the key that signed it. Let the step be signed with the key of a functionary of its \`by\`; only if the other one may perform it, too, add it there, and sign the layout again.`
  }
}

/** A name that a shell takes as it is; others are left to whoever writes the command. */
function nameFlag(name: string): string {
  return /^\w[\w.-]*$/.test(name) ? ` -n ${name}` : ''
}

function thresholdNotMet(step: Step, stepPath: string, functionaries: number, reasons: readonly string[]): Failure {
  return {
    code: 'LINK_THRESHOLD',
    step: stepPath,
    message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} ${step.threshold === 1 ? 'functionary' : 'functionaries'}; links of ${functionaries === 0 ? 'none' : functionaries} were accepted.`,
    details: firstOf(reasons),
    hint: 'The step must be performed and signed by a functionary whom the layout authorises for it.'
  }
}
