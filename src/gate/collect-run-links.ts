// SPDX-License-Identifier: Apache-2.0
// From the workflow artifacts of a run to the links that count. Any job of the run may store, delete and rename them,
// so everything here is data from outside; whatever is odd is reported, and what counts is decided by verification.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { BaseError } from '../base/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { readWorkflowArtifactName, workflowArtifactPrefix } from '../intoto/link/link-artifact-name.ts'
import type { CorePorts } from '../intoto/verification/core-ports.ts'
import { KnownLinks } from '../intoto/verification/known-links.ts'
import { linkFormatOf } from '../intoto/verification/link-formats.ts'
import { checkLinkName, type NamedFile } from './check-link-name.ts'
import type { GateFailure } from './gate-failure.ts'
import type { LinkSource, ListedArtifact } from './link-source.ts'
import { collide } from './links-collide.ts'
import { readNames, type NamedArtifact } from './named-artifacts.ts'
import type { StoredLink } from './run-jobs-claims.ts'
import { newestOfEachLeg } from './newest-of-each-leg.ts'
import { supersededLinks } from './superseded-links.ts'
import { unpackedAhead } from './unpacked-ahead.ts'

export interface CollectRunLinksRequest {
  readonly source: LinkSource
  /** The newest attempt that there can be. */
  readonly attempt: number
  /** Whether links of a step may count; of one whose do not, it does not matter that a newer one is to be signed. */
  readonly isCounted?: (step: string) => boolean
  readonly ports: Pick<CorePorts, 'bytes' | 'hasher'>
  readonly onProgress?: ((done: number, all: number) => void) | undefined
}

export interface RunLinks {
  /** From the names of link files to where they are. */
  readonly files: ReadonlyMap<string, string>
  /** What was read of them. */
  readonly known: KnownLinks
  readonly failures: readonly GateFailure[]
  /** Sentences about what was passed over, escaped. */
  readonly notes: readonly string[]
  /** The steps that stages recorded and left for another job to sign. */
  readonly recorded: readonly string[]
  /** What each says of itself. */
  readonly stored: readonly StoredLink[]
  /** What jobs recorded and left for another one to sign, of all attempts. */
  readonly records: readonly NamedArtifact[]
}

/** Collects the links of a run: of each step and functionary, the newest attempt. @throws what the source throws */
export async function collectRunLinks(request: CollectRunLinksRequest): Promise<RunLinks> {
  const { source, attempt, ports, onProgress } = request
  const failures: GateFailure[] = []
  const notes: string[] = []
  const { current, records } = await currentArtifacts(request, notes, failures)
  const older = current.filter(({ name }) => name.attempt < attempt)
  for (const { listed, name } of older)
    notes.push(
      `The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}; no later one, up to ${attempt}, stored another.`
    )
  const found = new Map<string, StoredLink>()
  const stored: StoredLink[] = []
  const known = new KnownLinks(ports.hasher)
  let bytes = 0
  let seen = 0
  if (current.length > 0) onProgress?.(seen, current.length)
  for await (const { artifact, directory, files } of unpackedAhead(source, current)) {
    seen += 1
    if (seen < current.length) onProgress?.(seen, current.length)
    const links = linkFiles(files, artifact.name.step)
    if (links === undefined) {
      failures.push(notALink(artifact, files))
      continue
    }
    for (const { file, format } of links) {
      const path = join(directory, file)
      bytes += statSync(path).size
      if (bytes > LIMITS.allLinkBytes) throw tooLarge()
      const checked = await checkLinkName(artifact, { path, file, format }, { known, bytes: ports.bytes })
      failures.push(...checked.failures)
      stored.push(checked.link)
      const other = found.get(file)
      // Of one leg only the newest attempt is here, so these are two legs or jobs; which one is meant nobody can tell.
      if (other === undefined) found.set(file, checked.link)
      else failures.push(collide(file, other, artifact))
    }
  }
  return {
    files: new Map([...found].map(([file, { path }]) => [file, path])),
    known,
    failures,
    notes,
    recorded: [...new Set(records.map(({ name }) => name.step))],
    stored,
    records
  }
}

/** The artifacts with links that count: of each leg, the newest attempt; and the steps that were recorded beside them. */
async function currentArtifacts(
  { source, attempt, isCounted = () => true }: CollectRunLinksRequest,
  notes: string[],
  failures: GateFailure[]
): Promise<{ current: NamedArtifact[]; records: NamedArtifact[] }> {
  const [links, recordings] = [workflowArtifactPrefix('link'), workflowArtifactPrefix('unsigned')]
  // One look at the run, so that both are of the same moment.
  const listed = await source.list(links, recordings)
  const startingWith = (prefix: string): ListedArtifact[] => listed.filter(({ name }) => name.startsWith(prefix))
  const named = readNames(startingWith(links), attempt, failures)
  const current = newestOfEachLeg(named, notes, failures)
  const unsigned = startingWith(recordings)
  const counted = current.filter(({ name }) => isCounted(name.step))
  failures.push(...supersededLinks(counted, unsigned))
  const records = unsigned.flatMap((artifact) => {
    const name = readWorkflowArtifactName(artifact.name)
    return name === undefined ? [] : [{ listed: artifact, name }]
  })
  if (current.length <= LIMITS.linkArtifacts) return { current, records }
  throw new BaseError(
    'ARTIFACT_TOO_MANY',
    `${current.length} workflow artifacts claim to hold links; at most ${LIMITS.linkArtifacts} are read.`,
    {
      hint: 'Find out which job stores so many.'
    }
  )
}

/** The files of an artifact, if all are named like links of its step and there is one at least. */
function linkFiles(files: readonly string[], step: string): readonly Omit<NamedFile, 'path'>[] | undefined {
  const links = files.flatMap((file) => {
    const format = linkFormatOf(file, step)
    return format === undefined ? [] : [{ file, format }]
  })
  return links.length === files.length && links.length > 0 ? links : undefined
}

function notALink({ listed, name }: NamedArtifact, files: readonly string[]): GateFailure {
  return {
    code: 'LINK_ARTIFACT_INVALID',
    step: escapeUntrusted(name.step),
    message: `The workflow artifact ${quoteUntrusted(listed.name)} should hold links of step ${quoteUntrusted(name.step)} and nothing else.`,
    details: files.slice(0, 20).map((file) => `holds ${quoteUntrusted(file)}`),
    hint: 'Find out which job stored it; names that start with "in-toto." belong to the stages.'
  }
}

function tooLarge(): BaseError {
  return new BaseError('ARTIFACT_TOO_LARGE', `The links of the run have more than ${LIMITS.allLinkBytes} bytes.`, {
    hint: 'Record less, or verify in parts.'
  })
}
