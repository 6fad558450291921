// SPDX-License-Identifier: Apache-2.0
// From the files of one step to the links that count: present, signed by an authorised key, readable, and enough of
// them (in-toto v1.0, 5.2). Bytes are dropped as soon as they are parsed; a supply chain may have gigabytes of them.
import { InTotoError } from '../errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../escape-untrusted.ts'
import { readSignedMetadata, type SignedMetadata } from '../envelope/signed-metadata.ts'
import type { StringCache } from '../json/string-cache.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { PublicKey } from '../keys/public-key.ts'
import type { Layout, Step } from '../layout/layout.ts'
import { linkFileName } from '../link/link-file-name.ts'
import { LIMITS } from '../limits.ts'
import { SignatureChecker } from './check-signatures.ts'
import type { Failure, Warning } from './failure.ts'
import type { Compatibility, LinkStore } from './verification.ts'

/** Metadata whose signature by an authorised functionary has been checked. */
export interface SignedEvidence {
  readonly keyId: KeyId
  readonly key: PublicKey
  /** The file name, escaped. */
  readonly at: string
  readonly metadata: SignedMetadata
}

export interface CollectRequest {
  readonly step: Step
  /** The step's name with those of outer layouts before it, escaped. */
  readonly stepPath: string
  readonly layout: Layout
  readonly links: LinkStore
  readonly compatibility: Compatibility
  /** Shared by all links of a verification. */
  readonly strings: StringCache
}

/** What was found for a step; with failures, the evidence is not enough. */
export interface Collected {
  readonly evidence: readonly SignedEvidence[]
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
}

/** Loads the links of a step and keeps those that an authorised functionary signed. */
export function collectLinks({ step, stepPath, layout, links, compatibility, strings }: CollectRequest): Collected {
  const evidence: SignedEvidence[] = []
  const failures: Failure[] = []
  const warnings: Warning[] = []
  const missing: string[] = []
  const rejected: string[] = []
  for (const keyId of new Set(step.pubkeys)) {
    const key = layout.keys.get(keyId)
    if (key === undefined) continue
    const fileName = linkFileName(step.name, keyId)
    const at = escapeUntrusted(fileName)
    try {
      const bytes = links.read(fileName)
      if (bytes === undefined) {
        missing.push(at)
        continue
      }
      const metadata = readSignedMetadata(bytes, { source: fileName, maxBytes: LIMITS.linkBytes, strings })
      const finding = new SignatureChecker(metadata, compatibility).check(key, [keyId], false)
      if (finding === 'valid') {
        evidence.push({ keyId, key, at, metadata })
        continue
      }
      const reason =
        finding === 'missing'
          ? `has no signature by key ${keyId}`
          : `has a signature by key ${keyId} that does not verify`
      rejected.push(`${at} ${reason}`)
    } catch (error) {
      failures.push(unreadable(error, stepPath, at))
    }
  }
  const functionaries = new Set(
    evidence.map(({ keyId, key }) => (compatibility === 'strict' ? key.fingerprint : keyId))
  ).size
  if (failures.length > 0) return { evidence, failures, warnings }
  if (functionaries < step.threshold || evidence.length === 0) {
    failures.push(
      rejected.length === 0 && functionaries === evidence.length
        ? linksMissing(step, stepPath, evidence, missing)
        : thresholdNotMet(step, stepPath, functionaries, [
            ...rejected,
            ...missing.map((name) => `${name} is not there`)
          ])
    )
  } else {
    warnings.push(
      ...rejected.map((reason): Warning => ({
        code: 'LINK_IGNORED',
        step: stepPath,
        message: `${reason}; it was not counted.`
      }))
    )
  }
  return { evidence, failures, warnings }
}

/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
export function unreadable(error: unknown, stepPath: string, at: string): Failure {
  if (!(error instanceof InTotoError) || !/^(JSON|METADATA|KEY)_/.test(error.code)) throw error
  return {
    code: 'LINK_UNREADABLE',
    errorCode: error.code,
    step: stepPath,
    // Errors about a document say where; `at` is the link that led to it, perhaps through a sublayout.
    at: String(error.at),
    message: `The link ${at} is malformed: ${error.message}`,
    details: [],
    hint: [
      'Record the step again, and find out what damaged the file.',
      ...(error.hint === undefined ? [] : [error.hint])
    ].join(' ')
  }
}

function linksMissing(
  step: Step,
  stepPath: string,
  evidence: readonly SignedEvidence[],
  missing: readonly string[]
): Failure {
  return {
    code: 'LINK_MISSING',
    step: stepPath,
    message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} link(s) and has ${evidence.length}.`,
    details: missing.map((name) => `not there: ${name}`),
    hint: 'Run the step with recording, and hand its link to verification. The file name holds the key id: both forms of a key id differ.'
  }
}

function thresholdNotMet(step: Step, stepPath: string, functionaries: number, reasons: readonly string[]): Failure {
  return {
    code: 'LINK_THRESHOLD',
    step: stepPath,
    message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} functionaries; links of ${functionaries} were accepted.`,
    details: reasons,
    hint: 'The step must be performed and signed by a functionary whom the layout authorises for it.'
  }
}
