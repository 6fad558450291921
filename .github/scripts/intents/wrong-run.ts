// SPDX-License-Identifier: Apache-2.0
// Links of a made-up run of an example, signed as the stages sign them: honest, or with one thing that is wrong.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signMetadata, type SigningIdentity } from '../../../src/intoto/envelope/sign-metadata.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { encodeRunBinding, type RunBinding } from '../../../src/intoto/link/run-binding.ts'
import { readSource, withSource } from '../../../src/intoto/link/source-claim.ts'
import type { JsonObject, JsonValue } from '../../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { Pipeline } from '../../../src/layouts/compile/pipeline.ts'
import {
  runOf,
  sourceFiles,
  type RunPlan,
  type StepFiles,
  type Tampering
} from '../../../src/layouts/self-test/run-files.ts'
import { LinkMaker } from '../../../src/layouts/self-test/run-links.ts'
import { openPrivateKeyFile, readPublicKeyFile } from '../../../src/signing/key-files.ts'

/** What happens in a run, and what is wrong in it. */
export interface RunOfExample {
  /** What the steps add, by step. */
  readonly adds?: Readonly<Record<string, readonly string[]>>
  /** What they install. */
  readonly installs?: Readonly<Record<string, readonly string[]>>
  /** Files of the commit beside those of all examples. */
  readonly source?: readonly string[]
  /** A submodule that one step alone checks out, and its files. */
  readonly submodule?: { readonly step: string; readonly path: string; readonly files: readonly string[] }
  /** Who signs links, by step: `ci` where nothing is said. */
  readonly by?: Readonly<Record<string, readonly string[]>>
  /** Steps whose links are of an implementation that tells nothing of its recording. */
  readonly silent?: readonly string[]
  /** What the links say of the run that they are of. */
  readonly run?: RunBinding
  /** A step in whose place a layout stands, and the example that is signed for it. */
  readonly delegated?: { readonly step: string; readonly theirs: string }
  /** What of it is asked for, and whatever else, as flags of `verify`. */
  readonly flags?: readonly string[]
  /** What makes the run an honest one, as a sentence, where that needs to be said. */
  readonly honest?: string
  /** What is wrong, as a sentence. */
  readonly what: string
  readonly wrong: WrongOfExample
}

/** What is wrong is in one step, or in what is asked for or said of the run as a whole. */
export type WrongOfExample = WrongOfRun | WrongOfStep

interface WrongOfRun {
  readonly step?: undefined
  readonly run?: RunBinding
  readonly flags?: readonly string[]
  /** The example of a layout that stands in the place of a link. */
  readonly theirs?: string
}

type WrongOfStep = { readonly step: string } & (
  | { readonly place: Tampering['place']; readonly adds: string }
  | { readonly place: Tampering['place']; readonly removes: string }
  | { readonly place: Tampering['place']; readonly changes: string }
  | { readonly says: Readonly<Record<string, string>> }
  | { readonly hides: string }
  | { readonly runs: readonly string[] }
  | { readonly silentOf: 'recording' | 'scratch' }
  | { readonly signedBy: readonly string[] }
  | { readonly claims: string }
  | { readonly leavesOut: string; readonly within: string }
)

/** What stands in flags for the digest of the layout that was built. */
export const THIS_LAYOUT = '<this layout>'

const SOURCE = ['README.md', 'package.json', 'src/index.js', 'test/index.test.js']

export interface PlaceOfRun {
  /** That has the keys of all who sign. */
  readonly directory: string
  /** Where links go, below it. */
  readonly below?: string
}

/** Writes the links of a run. @param place a directory, or one with what lies where in it */
export function writeRun(place: string | PlaceOfRun, intents: Intents, run: RunOfExample, isHonest: boolean): void {
  const { directory, below = '.' } = typeof place === 'string' ? { directory: place } : place
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
  const facts = (isHonest || wrong.step !== undefined ? undefined : wrong.run) ?? run.run
  for (const [name, ofStep] of files) {
    const made = ofRun(linkWithSubmodule(maker, name, ofStep, run.submodule), facts)
    const link = run.silent?.includes(name) === true ? without(made, 'recording') : made
    const wrongHere = isHonest || wrong.step !== name ? undefined : wrong
    const told = wrongHere === undefined ? link : wrongLink(link, wrongHere)
    const who = wrongHere !== undefined && 'signedBy' in wrongHere ? wrongHere.signedBy : (run.by?.[name] ?? ['ci'])
    for (const functionary of who) {
      const signer = signerOf(directory, functionary)
      const bytes = signMetadata({ payload: encodeLink(told), format: 'dsse', signers: [signer] })
      writeFileSync(join(directory, below, linkFileName(name, signer.keyId)), bytes)
    }
  }
}

export function signerOf(directory: string, functionary: string): SigningIdentity {
  const { signer } = openPrivateKeyFile(join(directory, functionary))
  return { keyId: keyIdOf(readPublicKeyFile(join(directory, `${functionary}.pub`)), 'current'), signer }
}

/** The link of a step, with the submodule where that is checked out. */
function linkWithSubmodule(
  maker: LinkMaker,
  name: string,
  files: StepFiles,
  submodule: RunOfExample['submodule']
): Link {
  if (submodule?.step !== name) return maker.linkOf(name, files)
  const own = new Map(submodule.files.map((file) => [file, `submodule ${file}`]))
  const below = [...own].map(([file, content]) => [`${submodule.path}/${file}`, content] as const)
  const link = maker.linkOf(name, {
    materials: new Map([...files.materials, ...below]),
    products: new Map([...files.products, ...below])
  })
  const source = readSource(link.environment)
  if (source === undefined || source === 'malformed') throw new Error(`step ${name} sees no source`)
  const submodules = new Map([[submodule.path, maker.claimOf(own)]])
  return { ...link, environment: withSource(link.environment, { ...source, submodules }) }
}

function ofRun(link: Link, facts: RunBinding | undefined): Link {
  if (facts === undefined) return link
  return { ...link, environment: new Map([...link.environment, ['run', encodeRunBinding(facts)]]) }
}

function without(link: Link, member: string): Link {
  return { ...link, environment: new Map([...link.environment].filter(([name]) => name !== member)) }
}

function tamperingOf(wrong: WrongOfExample): Tampering | undefined {
  if (wrong.step === undefined || !('place' in wrong)) return undefined
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

function wrongLink(link: Link, wrong: WrongOfStep): Link {
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
  if ('leavesOut' in wrong) {
    const materials = new Map(recording.get('materials') as JsonObject)
    materials.set('directories', new Map<string, JsonValue>([[wrong.within, [wrong.leavesOut]]]))
    recording.set('materials', materials)
  }
  if (environment.has('recording')) environment.set('recording', recording)
  if ('claims' in wrong)
    environment.set('source', new Map([...(environment.get('source') as JsonObject), ['commit', wrong.claims]]))
  return { ...link, environment }
}
