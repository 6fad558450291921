// SPDX-License-Identifier: Apache-2.0
// Links of a made-up run of an example, signed as the stages sign them: honest, or with one thing that is wrong.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signMetadata } from '../../../src/intoto/envelope/sign-metadata.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import type { JsonObject, JsonValue } from '../../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { Pipeline } from '../../../src/layouts/compile/pipeline.ts'
import { runOf, sourceFiles, type RunPlan, type Tampering } from '../../../src/layouts/proof/run-files.ts'
import { LinkMaker } from '../../../src/layouts/proof/run-links.ts'
import { openPrivateKeyFile, readPublicKeyFile } from '../../../src/signing/key-files.ts'

/** What happens in a run, and what is wrong in it. */
export interface RunOfExample {
  /** What the steps add, by step. */
  readonly adds?: Readonly<Record<string, readonly string[]>>
  /** What they install. */
  readonly installs?: Readonly<Record<string, readonly string[]>>
  /** Files of the commit beside those of all examples. */
  readonly source?: readonly string[]
  /** What is wrong, as a sentence. */
  readonly what: string
  readonly wrong: WrongOfExample
}

export type WrongOfExample = { readonly step: string } & (
  | { readonly place: Tampering['place']; readonly adds: string }
  | { readonly place: Tampering['place']; readonly removes: string }
  | { readonly place: Tampering['place']; readonly changes: string }
  | { readonly says: Readonly<Record<string, string>> }
  | { readonly hides: string }
  | { readonly runs: readonly string[] }
  | { readonly silentOf: 'recording' | 'scratch' }
)

const SOURCE = ['README.md', 'package.json', 'src/index.js', 'test/index.test.js']

/** Writes the links of a run into a directory that has the key of `ci`. */
export function writeRun(directory: string, intents: Intents, run: RunOfExample, isHonest: boolean): void {
  const names = [...intents.steps.keys()]
  const pipeline = new Pipeline({ intents, steps: names, inRules: new Set() })
  const { adds = {}, installs = {}, source = [], wrong } = run
  const plan: RunPlan = {
    source: new Set([...SOURCE, ...source]),
    work: new Map(
      names.map((name) => [
        name,
        { adds: new Set(adds[name]), installs: new Set(installs[name]?.map((one) => `dir:${one}`)) }
      ])
    ),
    changes: true,
    mayRemove: false
  }
  const tampering = isHonest ? undefined : tamperingOf(wrong)
  const honest = runOf(pipeline, intents, plan)
  const { files } = tampering === undefined ? honest : runOf(pipeline, intents, plan, { tampering, honest })
  const maker = new LinkMaker(intents, sourceFiles(plan))
  const { signer } = openPrivateKeyFile(join(directory, 'ci'))
  const keyId = keyIdOf(readPublicKeyFile(join(directory, 'ci.pub')), 'current')
  const signers = [{ keyId, signer }]
  for (const [name, ofStep] of files) {
    const link = maker.linkOf(name, ofStep)
    const told = isHonest || wrong.step !== name ? link : wrongLink(link, wrong)
    const bytes = signMetadata({ payload: encodeLink(told), format: 'dsse', signers })
    writeFileSync(join(directory, linkFileName(name, keyId)), bytes)
  }
}

function tamperingOf(wrong: WrongOfExample): Tampering | undefined {
  if (!('place' in wrong)) return undefined
  const { step, place } = wrong
  return {
    step,
    place,
    change: (files) => {
      if ('removes' in wrong) files.delete(wrong.removes)
      else files.set('adds' in wrong ? wrong.adds : wrong.changes, 'something else')
    }
  }
}

function wrongLink(link: Link, wrong: WrongOfExample): Link {
  if ('runs' in wrong) return { ...link, command: wrong.runs }
  const environment = new Map(link.environment)
  if ('says' in wrong) for (const [name, value] of Object.entries(wrong.says)) environment.set(name, value)
  if ('silentOf' in wrong && wrong.silentOf === 'recording') environment.delete('recording')
  const recording = new Map(environment.get('recording') as JsonObject)
  if ('silentOf' in wrong && wrong.silentOf === 'scratch') recording.delete('scratch')
  if ('hides' in wrong) {
    const products = new Map(recording.get('products') as JsonObject)
    products.set('left_out', new Map<string, JsonValue>([[wrong.hides, 3]]))
    recording.set('products', products)
  }
  if (environment.has('recording')) environment.set('recording', recording)
  return { ...link, environment }
}
