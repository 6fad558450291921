// SPDX-License-Identifier: Apache-2.0
// Links that say what the source was, as those of stages that saw a checkout do.
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { commitFiles } from '../../src/recording/source/commit-files.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { file } from './chain.ts'
import { CI } from './two-steps.ts'

export type Claim = Record<string, unknown>

const signer = loadPrivateKey({ pem: CI.privatePem, source: 'test' })
const IDENTITY = { signer, keyId: keyIdOf(signer.publicKey, 'current') }

/** What is true of a commit. */
export async function trueClaim(directory: string, commit: string): Promise<Claim> {
  const { tree, files, digest } = await commitFiles({ directory, commit, environment: process.env })
  return { commit, tree, files, digest }
}

/** SHA-256 of the files of a commit, by path. */
export async function trueFiles(directory: string, commit: string): Promise<Files> {
  const { digests } = await commitFiles({ directory, commit, environment: process.env })
  return Object.fromEntries(digests)
}

export type Files = Readonly<Record<string, string>>

/** Number and digest of files as a claim has them. */
export function claimedFiles(files: Files): Claim {
  const paths = Object.keys(files).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const text = paths.map((path) => `${files[path] ?? ''}  ${path}\n`).join('')
  return { files: paths.length, digest: hexOf(Buffer.from(text)) }
}

export interface StoredLink {
  zip: Buffer
  digest: string | undefined
}

/**
 * Stores the links of a run anew, with claims, and signed by their functionary unless nobody did before.
 *
 * @param links in the order in which they were stored: those that took over from another name it as it is now
 * @param claimOf what the link of a step claims; undefined where it stays as it is, `silent` where it says nothing at all
 * @param filesOf what the first link recorded where it claims something, which makes it that of a checkout, and what the
 * others began and ended with besides
 * @param says whether that link says that it is of a checkout
 */
export function claimSources(
  links: readonly StoredLink[],
  claimOf: (step: string) => Claim | 'silent' | undefined,
  signed: 'signed' | 'unsigned',
  filesOf: (claim: Claim) => Files,
  says: 'checkout' | 'nothing of it' = 'checkout'
): void {
  let isFirst = true
  let checkedOut: Files | undefined
  const change = (link: StoredStep): void => {
    const source = claimOf(link.name)
    if (source === 'silent') delete link.environment['source']
    else if (source !== undefined) link.environment['source'] = source
    if (isFirst && typeof source === 'object') {
      checkedOut = filesOf(source)
      if (says === 'checkout') link.environment['checkout'] = { commit: source['commit'] }
      link.products = artifactsOf(checkedOut)
    } else if (checkedOut !== undefined) {
      link.materials = artifactsOf(checkedOut)
      link.products = { ...link.products, ...link.materials }
      delete link.products['a.js']
    }
    isFirst = false
  }
  rewriteLinks(links, change, signed)
}

/** Stores the links of a run anew, changed, as `claimSources` does. */
export function rewriteLinks(
  links: readonly StoredLink[],
  change: (link: StoredStep) => void,
  signed: 'signed' | 'unsigned' = 'signed'
): void {
  const now = new Map<string, string>()
  for (const artifact of links) {
    const [entry] = unzip(artifact.zip)
    const before = Buffer.from(entry?.content ?? [])
    const envelope = JSON.parse(before.toString()) as { payload: string }
    const link = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as StoredStep
    change(link)
    for (const taken of (link.environment['took_over'] ?? []) as { digest: string }[])
      taken.digest = now.get(taken.digest) ?? taken.digest
    const payload = Buffer.from(JSON.stringify(link)).toString('base64')
    const unsigned = (): Buffer => Buffer.from(JSON.stringify({ ...envelope, payload }))
    const content = signed === 'signed' ? Buffer.from(file(link, [IDENTITY])) : unsigned()
    now.set(hexOf(before), hexOf(content))
    artifact.zip = zip([{ name: entry?.name ?? '', content }])
    artifact.digest = sha256(artifact.zip)
  }
}

const artifactsOf = (files: Files): Claim =>
  Object.fromEntries(Object.entries(files).map(([path, digest]) => [path, { sha256: digest }]))

export interface StoredStep {
  readonly name: string
  readonly environment: Claim
  materials: Record<string, unknown>
  products: Record<string, unknown>
}

const hexOf = (bytes: Uint8Array): string => sha256(bytes).slice('sha256:'.length)
