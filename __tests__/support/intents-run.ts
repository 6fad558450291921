// SPDX-License-Identifier: Apache-2.0
// A run of steps in intents, as the recorder of this suite writes its links, to be tampered with one member at a time.
import { createHash } from 'node:crypto'
import { digestSet, type ArtifactPath, type Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { checkIntents } from '../../src/intoto/intents/check-intents.ts'
import type { AcceptedEvidence, IntentsEvidence, IntentsVerdict } from '../../src/intoto/intents/intents-evidence.ts'
import { readStatements } from '../../src/intoto/intents/read-statements.ts'
import { summaryOf } from '../../src/intoto/intents/source-claims.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../src/intoto/json/json-value.ts'
import { withSource, type CommitFiles, type SourceClaim } from '../../src/intoto/link/source-claim.ts'
import { withRecordedHalf } from '../../src/intoto/link/recording-notes.ts'

/** What lies at a path, in a word; of `dir:D` what its digest stands for. */
export type Contents = Readonly<Record<string, string>>

export const COMMIT = 'c'.repeat(40)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const artifacts = (contents: Contents): Artifacts =>
  artifactsOf(
    Object.entries(contents).map(([path, text]) => [path as ArtifactPath, digestSet([['sha256', sha256(text)]])])
  )

/** SHA-256 by path. */
export const filesOf = (contents: Contents): Map<string, string> =>
  new Map(Object.entries(contents).map(([path, text]) => [path, sha256(text)]))

/** What a recorder claims of a commit with these files. */
export function claimOf(contents: Contents, submodules: Readonly<Record<string, Contents>> = {}): SourceClaim {
  return {
    commit: COMMIT,
    tree: 'e'.repeat(40),
    ...summaryOf(filesOf(contents)),
    submodules: new Map(
      Object.entries(submodules).map(([path, files]): [string, CommitFiles] => [
        path,
        { commit: 'd'.repeat(40), ...summaryOf(filesOf(files)) }
      ])
    )
  }
}

interface Half {
  readonly paths?: readonly string[]
  readonly leftOut?: Readonly<Record<string, number>>
  readonly directories?: Readonly<Record<string, readonly string[]>>
  readonly unrecorded?: readonly string[]
}

/** What one link of a step says, where it is not as usual. */
export interface StepLink {
  readonly begins?: Contents
  readonly ends?: Contents
  readonly claim?: SourceClaim | undefined
  readonly name?: string
  readonly command?: readonly string[]
  readonly scratch?: JsonValue | undefined
  readonly materials?: Half
  readonly products?: Half
  /** Members of the environment beside. */
  readonly environment?: Readonly<Record<string, JsonValue>>
  /** Members of `recording`, beside or instead. */
  readonly recording?: Readonly<Record<string, JsonValue | undefined>>
  readonly kind?: 'sublayout in intents' | 'sublayout in rules'
}

const directoryNotes = (contents: Contents): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.keys(contents).flatMap((path) => (path.startsWith('dir:') ? [[path, []]] : [])))

const half = (contents: Contents, { paths = ['.'], leftOut = {}, directories, unrecorded = [] }: Half) => ({
  paths,
  leftOut: new Map(Object.entries(leftOut)),
  directories: new Map(Object.entries({ ...directoryNotes(contents), ...directories })),
  unrecorded
})

function environmentOf(link: StepLink): JsonObject {
  const { begins = {}, ends = {}, claim, environment = {}, recording = {} } = link
  const scratch = 'scratch' in link ? link.scratch : 'none at begin'
  let told = withRecordedHalf(new Map(), 'materials', half(begins, link.materials ?? {}))
  told = withRecordedHalf(told, 'products', half(ends, link.products ?? {}))
  const members = { ...Object.fromEntries(told.get('recording') as JsonObject), scratch, ...recording }
  // As `run` records it; what a test says of it comes later and counts.
  const place: [string, JsonValue][] = link.command === undefined ? [] : [['working_directory', '.']]
  const all = new Map<string, JsonValue>([['recording', jsonObject(members)], ...place, ...Object.entries(environment)])
  return claim === undefined ? all : withSource(all, claim)
}

export function evidenceOf(step: string, link: StepLink): AcceptedEvidence {
  const { begins = {}, ends = {}, claim, name = step, command = [], kind } = link
  const at = `${step}.link`
  const whole = { name, command, materials: artifacts(begins), products: artifacts(ends), byproducts: new Map() }
  if (kind === undefined) return { kind: 'link', at, link: { ...whole, environment: environmentOf(link) } }
  const claims = claim === undefined ? [] : [claim]
  const inIntents = kind === 'sublayout in intents'
  return { kind: 'sublayout', at, link: { ...whole, environment: new Map() }, inIntents, claims }
}

export interface Run {
  readonly words: readonly string[]
  /** By step, in the order of the layout; several links for a threshold, none for a step without one. */
  readonly links: Readonly<Record<string, StepLink | readonly StepLink[]>>
  readonly known?: Partial<IntentsEvidence['known']>
  readonly unknownSteps?: readonly string[]
}

export function check({ words, links, known, unknownSteps = [] }: Run): IntentsVerdict {
  const steps = Object.entries(links)
  return checkIntents({
    intents: readStatements(words),
    layoutSteps: steps.map(([step]) => step),
    accepted: new Map(steps.map(([step, one]) => [step, [one].flat().map((link) => evidenceOf(step, link))])),
    unknownSteps,
    known: { commit: undefined, files: undefined, ref: undefined, ...known }
  })
}

/** Failures in short: code, step, files. */
export const told = ({ failures }: IntentsVerdict): string[] =>
  failures.map(({ code, step, artifacts: files }) => [code, step ?? '-', ...files].join(' '))
