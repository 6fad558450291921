// SPDX-License-Identifier: Apache-2.0
// From the workflow artifacts of a run to the links that count. Any job of the run may store, delete and rename them,
// so everything here is data from outside; whatever is odd is reported, and what counts is decided by verification.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { BaseError } from '../base/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import {
  readWorkflowArtifactName,
  workflowArtifactPrefix,
  type WorkflowArtifactName
} from '../intoto/link/link-artifact-name.ts'
import { isLinkBundleName } from '../intoto/link/link-file-name.ts'
import type { Link } from '../intoto/link/link.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import { readRunBinding } from '../intoto/link/run-binding.ts'
import { readUnverifiedBundle } from '../intoto/verification/keyless-link.ts'
import { KnownLinks } from '../intoto/verification/known-links.ts'
import { LIMITS } from '../base/limits.ts'
import { NODE_PORTS } from '../signing/node-ports.ts'
import type { GateFailure } from './gate-failure.ts'

/** A workflow artifact as the service lists it. */
export interface ListedArtifact {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly digest: string | undefined
}

/** The workflow artifacts of one run. */
export interface LinkSource {
  /** All whose names start with one of some prefixes. @throws GITHUB_ codes, ARTIFACT_TOO_MANY */
  list(...prefixes: readonly string[]): Promise<readonly ListedArtifact[]>
  /**
   * Unpacks one into an empty directory of its own; returns that directory and the paths in it.
   *
   * @throws ARTIFACT_ codes, GITHUB_ codes
   */
  unpack(artifact: ListedArtifact): Promise<{ readonly directory: string; readonly files: readonly string[] }>
}

export interface CollectRunLinksRequest {
  readonly source: LinkSource
  /** The newest attempt that there can be. */
  readonly attempt: number
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
  /** Names of artifacts that an older attempt stored. */
  readonly older: readonly string[]
}

interface NamedArtifact {
  readonly listed: ListedArtifact
  readonly name: WorkflowArtifactName
}

interface FoundLink extends NamedArtifact {
  readonly path: string
}

/** Collects the links of a run: of each step and functionary, the newest attempt. @throws what the source throws */
export async function collectRunLinks({ source, attempt, onProgress }: CollectRunLinksRequest): Promise<RunLinks> {
  const failures: GateFailure[] = []
  const notes: string[] = []
  const [links, recordings] = [workflowArtifactPrefix('link'), workflowArtifactPrefix('unsigned')]
  // One look at the run, so that both are of the same moment.
  const listed = await source.list(links, recordings)
  const startingWith = (prefix: string): ListedArtifact[] => listed.filter(({ name }) => name.startsWith(prefix))
  const named = readNames(startingWith(links), attempt, failures)
  const current = newestOfEachLeg(named, notes, failures)
  failures.push(...supersededLinks(current, startingWith(recordings)))
  if (current.length > LIMITS.linkArtifacts) {
    throw new BaseError(
      'ARTIFACT_TOO_MANY',
      `${current.length} workflow artifacts claim to hold links; at most ${LIMITS.linkArtifacts} are read.`,
      {
        hint: 'Find out which job stores so many.'
      }
    )
  }
  const older = current.filter(({ name }) => name.attempt < attempt)
  for (const { listed, name } of older)
    notes.push(
      `The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}; no later one, up to ${attempt}, stored another.`
    )
  const found = new Map<string, FoundLink>()
  const known = new KnownLinks(NODE_PORTS.hasher)
  let bytes = 0
  for (const [index, artifact] of current.entries()) {
    onProgress?.(index, current.length)
    const { directory, files } = await source.unpack(artifact.listed)
    const good = files.filter((file) => isLinkFile(file, artifact.name.step))
    if (good.length !== files.length || good.length === 0) {
      failures.push(notALink(artifact, files))
      continue
    }
    for (const file of good) {
      const path = join(directory, file)
      bytes += statSync(path).size
      if (bytes > LIMITS.allLinkBytes) throw tooLarge()
      failures.push(...(await checkName(artifact, path, file, known)))
      const other = found.get(file)
      // Of one leg only the newest attempt is here, so these are two legs or jobs; which one is meant nobody can tell.
      if (other === undefined) found.set(file, { ...artifact, path })
      else failures.push(collide(file, other, artifact))
    }
  }
  return {
    files: new Map([...found].map(([file, { path }]) => [file, path])),
    known,
    failures,
    notes,
    older: older.map(({ listed }) => listed.name)
  }
}

function readNames(listed: readonly ListedArtifact[], attempt: number, failures: GateFailure[]): NamedArtifact[] {
  return listed.flatMap((artifact) => {
    const name = readWorkflowArtifactName(artifact.name)
    if (name?.kind === 'link' && name.attempt <= attempt) return [{ listed: artifact, name }]
    failures.push({
      code: 'LINK_ARTIFACT_INVALID',
      message:
        name === undefined
          ? `The workflow artifact ${quoteUntrusted(artifact.name)} is named like one with a link, and no stage names its own so.`
          : `The workflow artifact ${quoteUntrusted(artifact.name)} claims attempt ${name.attempt} of a run whose newest attempt is ${attempt}.`,
      details: [],
      hint: 'Find out which job stored it; names that start with "in-toto." belong to the stages.'
    })
    return []
  })
}

/** A job that ran again replaces what it stored before. */
function newestOfEachLeg(named: readonly NamedArtifact[], notes: string[], failures: GateFailure[]): NamedArtifact[] {
  const newest = new Map<string, NamedArtifact>()
  for (const artifact of [...named].sort((a, b) => Number(a.listed.id) - Number(b.listed.id))) {
    const leg = JSON.stringify([artifact.name.step, artifact.name.job, artifact.name.matrix])
    const other = newest.get(leg)
    if (other === undefined) {
      newest.set(leg, artifact)
      continue
    }
    if (other.name.attempt === artifact.name.attempt) failures.push(collide(artifact.listed.name, other, artifact))
    const [kept, dropped] = other.name.attempt > artifact.name.attempt ? [other, artifact] : [artifact, other]
    newest.set(leg, kept)
    notes.push(
      `${quoteUntrusted(dropped.listed.name)} (id ${dropped.listed.id}) was passed over for ${quoteUntrusted(kept.listed.name)} (id ${kept.listed.id}).`
    )
  }
  return [...newest.values()]
}

/**
 * A step that was recorded again and not signed yet: its older link speaks of products that are no longer the ones. One
 * job records and another one signs, so their names do not count.
 */
function supersededLinks(current: readonly NamedArtifact[], unsigned: readonly ListedArtifact[]): GateFailure[] {
  const recorded = unsigned.flatMap((listed) => {
    const name = readWorkflowArtifactName(listed.name)
    return name?.kind === 'unsigned' ? [{ listed, name }] : []
  })
  return current.flatMap(({ listed, name }) => {
    const newer = recorded.find(
      ({ name: other }) => other.step === name.step && other.matrix === name.matrix && other.attempt > name.attempt
    )
    if (newer === undefined) return []
    return [
      {
        code: 'LINK_SUPERSEDED' as const,
        step: escapeUntrusted(name.step),
        message: `The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}, and the step was recorded again in attempt ${newer.name.attempt} without being signed.`,
        details: [],
        hint: 'Run all jobs of the stage again, the one that signs included.'
      }
    ]
  })
}

/** `<step>.<8 hexadecimal digits>.link`, the same of a bundle, or `<step>.link` for a link that nobody signed. */
function isLinkFile(file: string, step: string): boolean {
  if (isLinkBundleName(file, step)) return true
  if (!file.startsWith(`${step}.`)) return false
  return /^(?:[0-9a-f]{8}\.)?link$/.test(file.slice(step.length + 1))
}

/** A link says itself which step, job and attempt it is of; the name of the artifact must agree. */
async function checkName(
  { listed, name }: NamedArtifact,
  path: string,
  file: string,
  known: KnownLinks
): Promise<GateFailure[]> {
  const differences: string[] = []
  try {
    const link = await readLinkInside(readFileSync(path), file, name.step, known)
    if (link === undefined) return []
    const run = readRunBinding(link.environment)
    const facts = run === undefined || run === 'malformed' ? {} : run
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
    if (error instanceof InTotoError) return []
    throw error
  }
  if (differences.length === 0) return []
  return [
    {
      code: 'LINK_ARTIFACT_RENAMED',
      step: escapeUntrusted(name.step),
      message: `The workflow artifact ${quoteUntrusted(listed.name)} holds a link of something else.`,
      details: differences,
      hint: 'Somebody stored a link under another name than its own, perhaps an older one as a newer. Find out which job did.'
    }
  ]
}

/** What a file says, whoever signed it. Undefined for a layout in the place of a link. */
async function readLinkInside(
  file: Uint8Array,
  name: string,
  step: string,
  known: KnownLinks
): Promise<Link | undefined> {
  const { bytes } = NODE_PORTS
  const { strings } = known
  if (isLinkBundleName(name, step)) {
    const { parsed, payload } = readUnverifiedBundle(file, name, { bytes, strings })
    await known.keep('statement', name, payload, parsed)
    return parsed.link
  }
  const metadata = readSignedMetadata(file, { source: name, maxBytes: LIMITS.linkBytes, bytes, strings })
  if (metadata.kind !== 'link') return undefined
  const parsed = parseLink(metadata.payload)
  // The payload of a Metablock is a part of its file, and is read with it.
  if (metadata.payloadBytes !== undefined) await known.keep('link', name, metadata.payloadBytes, parsed)
  return parsed.link
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

function collide(file: string, first: NamedArtifact, second: NamedArtifact): GateFailure {
  return {
    code: 'LINKS_COLLIDE',
    step: escapeUntrusted(first.name.step),
    message: `Two workflow artifacts hold the link ${quoteUntrusted(file)}.`,
    details: [first, second].map(({ listed }) => `${quoteUntrusted(listed.name)} (id ${listed.id})`),
    hint: 'Give each leg of a matrix, and each job, a step name of its own, or a key of its own.'
  }
}

function tooLarge(): BaseError {
  return new BaseError('ARTIFACT_TOO_LARGE', `The links of the run have more than ${LIMITS.allLinkBytes} bytes.`, {
    hint: 'Record less, or verify in parts.'
  })
}
