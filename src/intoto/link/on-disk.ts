// SPDX-License-Identifier: Apache-2.0
// What lies on a disk for the products of a step may not have the digests that its link names: a file of the commit that a
// clean checkout converts, and a symbolic link that stands with the digest of its target's name.
import { digestPairs, type ArtifactPath, type Artifacts, type DigestSet } from '../artifacts/artifacts.ts'
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

/** The SHA-256 of the target's name, 64 digits, of each product that is a symbolic link, if that is what was recorded. */
export function linkTargets(environment: JsonObject, products: Artifacts): ReadonlyMap<ArtifactPath, string> {
  return new Map(
    [...linksIn(environment).keys()].flatMap((path) => {
      const digest = sha256In(products.get(path))
      return digest === undefined ? [] : [[path, digest] as const]
    })
  )
}

/**
 * Whether a file may lie where a product was recorded: with the digests of the product, or with the bytes that a clean
 * checkout writes for it.
 */
export function isProduct(
  converted: ConvertedFiles,
  path: ArtifactPath,
  product: DigestSet,
  found: DigestSet
): boolean {
  if (found === product) return true
  const onDisk = converted.get(path)
  return onDisk !== undefined && sha256In(found) === onDisk
}

function sha256In(digests: DigestSet | undefined): string | undefined {
  return digests === undefined ? undefined : digestPairs(digests).find(([algorithm]) => algorithm === 'sha256')?.[1]
}
