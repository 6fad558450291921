// SPDX-License-Identifier: Apache-2.0
// On which kind of runner a step ran. The certificate of its link knows that of the job that signed, and decides for it
// (`runner_environment` is a constraint like any other). A link that is signed in a job of its own was recorded in another
// one, of which the certificate knows nothing: what the link says of that must fit, too, and silence fits nothing.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { matchesIdentityPattern } from '../keys/identity-pattern.ts'
import type { KeylessIdentity } from '../keys/keyless-identity.ts'
import type { ParsedLink } from '../link/parse-link.ts'
import { readRecordedBy } from '../link/recorded-by.ts'
import { readRunBinding } from '../link/run-binding.ts'

/** Why a step did not run where its functionary may run, by the words of its link; empty when it did. */
export function runnerMismatches({ constraints }: KeylessIdentity, { link }: ParsedLink): string[] {
  const allowed = constraints.get('runner_environment')
  if (allowed === undefined) return []
  const wanted = allowed.map((pattern) => quoteUntrusted(pattern)).join(' or ')
  const mismatch = (whose: string, runner: string | undefined): string[] => {
    if (runner === undefined) return [`${whose} ran on a runner of which its link says nothing, not ${wanted}`]
    if (allowed.some((pattern) => matchesIdentityPattern(pattern, runner))) return []
    return [`${whose} ran on a runner that is ${quoteUntrusted(runner)}, not ${wanted}`]
  }
  const claimed = readRunBinding(link.environment)
  const recordedBy = readRecordedBy(link.environment)
  const signed = mismatch('the step', claimed === undefined || claimed === 'malformed' ? undefined : claimed.runner)
  if (recordedBy === undefined) return signed
  if (recordedBy === 'malformed') return [...signed, 'the link does not say in a readable way which job recorded it']
  return [...signed, ...mismatch(`the job ${quoteUntrusted(recordedBy.job)} that recorded the step`, recordedBy.runner)]
}
