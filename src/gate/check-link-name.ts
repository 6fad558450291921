// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { readRecordedBy } from '../intoto/link/recorded-by.ts'
import { readRunBinding } from '../intoto/link/run-binding.ts'
import { readTookOver } from '../intoto/link/took-over.ts'
import type { Looking } from '../intoto/verification/link-format.ts'
import { LINK_FORMATS, type LinkFormatName } from '../intoto/verification/link-formats.ts'
import type { GateFailure } from './gate-failure.ts'
import type { NamedArtifact } from './named-artifacts.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/** A file of a workflow artifact, and the format that it is named like. */
export interface NamedFile {
  readonly path: string
  readonly file: string
  readonly format: LinkFormatName
}

/** What a file says, and how that differs from the name that it was stored under. */
export interface CheckedLink {
  readonly link: StoredLink
  readonly failures: readonly GateFailure[]
}

/** A link says itself which step, job and attempt it is of; the name of the artifact must agree. */
export async function checkLinkName(
  artifact: NamedArtifact,
  { path, file, format }: NamedFile,
  looking: Looking
): Promise<CheckedLink> {
  const { name } = artifact
  const differences: string[] = []
  const bytes = readFileSync(path)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const nothing: StoredLink = { ...artifact, file, path, digest, run: {}, recordedBy: undefined, tookOver: [] }
  let stored = nothing
  try {
    const link = await LINK_FORMATS[format].look(bytes, file, looking)
    if (link === undefined) return { link: nothing, failures: [] }
    const { environment } = link
    const run = readRunBinding(environment)
    const facts = run === undefined || run === 'malformed' ? {} : run
    stored = { ...nothing, run: facts, recordedBy: readRecordedBy(environment), tookOver: readTookOver(environment) }
    // A link that does not say could pose as that of any attempt; every stage of this suite says.
    const compare = (what: string, inside: string | undefined, outside: string): void => {
      if (inside !== outside)
        differences.push(
          `${what}: ${inside === undefined ? 'nothing' : quoteUntrusted(inside)} in the link, ${quoteUntrusted(outside)} in the name`
        )
    }
    compare('step', link.name, name.step)
    compare('job', facts.job, name.job)
    compare('attempt', facts.attempt, String(name.attempt))
  } catch (error) {
    // Verification reads the link again and reports what is wrong with it.
    if (error instanceof InTotoError)
      return { link: nothing, failures: isOfBound(error) ? [notLookedAt(artifact, error)] : [] }
    throw error
  }
  return { link: stored, failures: differences.length === 0 ? [] : [renamed(artifact, differences)] }
}

/** What somebody signed may be larger than what is looked at before, so verification might accept what nobody compared. */
const isOfBound = ({ code }: InTotoError): boolean => code === 'JSON_TOO_MANY_VALUES'

function notLookedAt({ listed, name }: NamedArtifact, { message }: InTotoError): GateFailure {
  return {
    code: 'LINK_ARTIFACT_INVALID',
    step: escapeUntrusted(name.step),
    message: `The link in ${quoteUntrusted(listed.name)} is too large to see which job and attempt it names.`,
    details: [message],
    hint: 'Record fewer files in one step. A large link must be signed as DSSE, with its members in order, as the stages of this suite write it.'
  }
}

function renamed({ listed, name }: NamedArtifact, differences: readonly string[]): GateFailure {
  return {
    code: 'LINK_ARTIFACT_RENAMED',
    step: escapeUntrusted(name.step),
    message: `The workflow artifact ${quoteUntrusted(listed.name)} holds a link of something else.`,
    details: differences,
    hint: 'Somebody stored a link under another name than its own, perhaps an older one as a newer. Find out which job did.'
  }
}
