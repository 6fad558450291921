// SPDX-License-Identifier: Apache-2.0
// The links that a run signed, read back from where they are stored.
import type { GitHubServer } from './github-server.ts'
import { unzip } from './zip.ts'

/** A link as it was signed. */
export interface SignedLink {
  readonly name: string
  readonly command: readonly string[]
  /** Digests by name. */
  readonly materials: Readonly<Record<string, string>>
  readonly products: Readonly<Record<string, string>>
  readonly byproducts: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, unknown>>
}

/** The signed link of a step; undefined where none is stored. */
export function signedLink(server: GitHubServer, run: string, step: string): SignedLink | undefined {
  const stored = server.artifacts.filter(
    (artifact) => artifact.run === run && artifact.name.startsWith(`in-toto.${step}.`)
  )
  if (stored.length > 1) throw new Error(`${stored.length} links of step ${step} are stored.`)
  const [file] = stored.flatMap(({ zip }) => unzip(zip))
  if (file === undefined) return undefined
  const signed = JSON.parse(Buffer.from(file.content).toString()) as Envelope | { dsseEnvelope: Envelope }
  const envelope = 'dsseEnvelope' in signed ? signed.dsseEnvelope : signed
  const payload = Buffer.from(envelope.payload, 'base64').toString()
  const link = JSON.parse(payload) as Statement | PlainLink
  if (!('predicate' in link)) return { ...link, materials: sha256Of(link.materials), products: sha256Of(link.products) }
  const { subject, predicate } = link
  return { ...predicate, materials: digests(predicate.materials), products: digests(subject) }
}

/** What a key signs; a signature by identity has a bundle around it. */
interface Envelope {
  readonly payload: string
}

interface Descriptor {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

type Predicate = Omit<SignedLink, 'materials' | 'products'> & { readonly materials: Descriptor[] }

/** What is signed by identity. */
interface Statement {
  readonly subject: readonly Descriptor[]
  readonly predicate: Predicate
}

type Digests = Readonly<Record<string, Descriptor['digest']>>

/** What a key signs. */
type PlainLink = Omit<SignedLink, 'materials' | 'products'> & {
  readonly materials: Digests
  readonly products: Digests
}

function sha256Of(artifacts: Digests): Record<string, string> {
  return Object.fromEntries(Object.entries(artifacts).map(([name, { sha256 }]) => [name, sha256]))
}

function digests(descriptors: readonly Descriptor[]): Record<string, string> {
  return Object.fromEntries(descriptors.map(({ name, digest }) => [name, digest.sha256]))
}

/** Members of the environment that hold what the job that ran the caller's code says, and nobody can know better. */
const WORD_OF_THE_WORK = ['hand_over', 'recorded_by']

/** What the signer of a link vouches for: the same in two runs of one commit, whatever their commands did. */
export function vouchedFor({ name, command, materials, byproducts, environment }: SignedLink): unknown {
  const members = Object.entries(environment)
    .filter(([member]) => !WORD_OF_THE_WORK.includes(member))
    .map(([member, value]) => [member, vouchedMember(member, value)])
  return { name, command, materials, byproducts, environment: Object.fromEntries(members) as unknown }
}

function vouchedMember(member: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  // Which variables are recorded is an input of the stage; what they hold is known in its first job alone.
  if (member === 'variables') return Object.keys(value)
  const others = member === 'run' ? 'id' : 'products'
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== others))
}
