// SPDX-License-Identifier: Apache-2.0
// What lies on a disk for the products of a step may not have the digests that its link names: a file of the commit that a
// clean checkout converts, and a symbolic link that stands with the digest of its target's name.
import { sha256In, type ArtifactPath, type Artifacts } from '../artifacts/artifacts.ts'
import type { JsonObject, JsonValue } from '../json/json-value.ts'
import { readConverted, withConverted, type ConvertedFiles } from './converted-files.ts'
import { readModes, withModes, type FileMode, type FileModes } from './file-modes.ts'

const NOTHING: JsonObject = new Map()

/**
 * What all links of one step say of its products on a disk, as an environment. What only some of them say counts for
 * nothing: one functionary alone must not let other bytes in.
 *
 * @param environments of the links, at least one
 */
export function productsOnDisk(environments: readonly JsonObject[]): JsonObject {
  const links = saidByAll(environments.map(linksIn))
  const told = agreedConversion(environments)
  return links.size === 0 ? told : withModes(told, 'products', links)
}

function agreedConversion(environments: readonly JsonObject[]): JsonObject {
  const halves: ConvertedFiles[] = []
  for (const environment of environments) {
    const half = readConverted(environment, 'products')
    // Whoever compares files must see that it cannot be read.
    if (half === 'malformed') return new Map([['converted', environment.get('converted') as JsonValue]])
    halves.push(half)
  }
  return withConverted(NOTHING, 'products', saidByAll(halves))
}

/** The products that an environment calls symbolic links. */
function linksIn(environment: JsonObject): FileModes {
  const modes = readModes(environment, 'products') ?? NOTHING
  const links: readonly JsonValue[] = ['symlink', 'executable symlink'] satisfies readonly FileMode[]
  return new Map(
    [...modes].filter(([, mode]) => links.includes(mode)).map(([path]) => [path as ArtifactPath, 'symlink'])
  )
}

function saidByAll<Value>(said: readonly ReadonlyMap<ArtifactPath, Value>[]): Map<ArtifactPath, Value> {
  const [first, ...others] = said as readonly [ReadonlyMap<ArtifactPath, Value>, ...ReadonlyMap<ArtifactPath, Value>[]]
  return new Map([...first].filter(([path, value]) => others.every((other) => other.get(path) === value)))
}

/** Products that lie on a disk in another form than their digest says. SHA-256, 64 digits each. */
export interface ProductForms {
  /** Of the targets' names, by the links that were recorded so. */
  readonly targets: ReadonlyMap<ArtifactPath, string>
  /** By the files that a checkout converted: of what it wrote, and of what the commit has. */
  readonly converted: ReadonlyMap<ArtifactPath, { readonly disk: string; readonly commit: string }>
}

/** What an environment says of the products of its link on a disk; nothing of what cannot be read, which fails elsewhere. */
export function productForms(environment: JsonObject, products: Artifacts): ProductForms {
  const targets = new Map<ArtifactPath, string>()
  const converted = new Map<ArtifactPath, { disk: string; commit: string }>()
  for (const path of linksIn(environment).keys()) {
    const sha256 = sha256Of(products, path)
    if (sha256 !== undefined) targets.set(path, sha256)
  }
  const files = readConverted(environment, 'products')
  for (const [path, disk] of files === 'malformed' ? [] : files) {
    const commit = sha256Of(products, path)
    if (commit !== undefined) converted.set(path, { disk, commit })
  }
  return { targets, converted }
}

function sha256Of(artifacts: Artifacts, path: ArtifactPath): string | undefined {
  const digests = artifacts.get(path)
  return digests === undefined ? undefined : sha256In(digests)
}
