// SPDX-License-Identifier: Apache-2.0
// Where artifacts are made, and nowhere else: what holds them is known here alone.
import { compareCodePoints } from '../json/canonical-json.ts'
import type { ArtifactPath, Artifacts, DigestSet } from './artifacts.ts'

/** Takes artifacts one by one. */
export class ArtifactsBuilder {
  #digests = new Map<ArtifactPath, DigestSet>()
  #last: ArtifactPath | undefined
  #sorted = true

  /** Adds one; of a path that is there already it replaces the digests. Returns whether the path is new. */
  add(path: ArtifactPath, digests: DigestSet): boolean {
    const before = this.#digests.size
    this.#digests.set(path, digests)
    if (this.#digests.size === before) return false
    // Who writes links writes them in order, so there is mostly nothing to sort.
    if (this.#sorted && this.#last !== undefined) this.#sorted = comesBefore(this.#last, path)
    this.#last = path
    return true
  }

  /** What was added. The builder is empty afterwards. */
  build(): Artifacts {
    const digests = this.#sorted
      ? this.#digests
      : new Map([...this.#digests].sort(([one], [other]) => compareCodePoints(one, other)))
    this.#digests = new Map()
    this.#last = undefined
    this.#sorted = true
    return new ArtifactsInMap(digests)
  }
}

const SURROGATE = /[\ud800-\udfff]/

/** The language's own order is that of code points where the first text holds no half of a pair, and is much faster. */
function comesBefore(one: string, other: string): boolean {
  return (one < other && !SURROGATE.test(one)) || compareCodePoints(one, other) < 0
}

/** Artifacts of these pairs, in any order; of a path that stands twice the last counts. */
export function artifactsOf(pairs: Iterable<readonly [ArtifactPath, DigestSet]>): Artifacts {
  const builder = new ArtifactsBuilder()
  for (const [path, digests] of pairs) builder.add(path, digests)
  return builder.build()
}

class ArtifactsInMap implements Artifacts {
  readonly #digests: ReadonlyMap<ArtifactPath, DigestSet>

  /** @param digests in order */
  constructor(digests: ReadonlyMap<ArtifactPath, DigestSet>) {
    this.#digests = digests
  }

  get size(): number {
    return this.#digests.size
  }

  get(path: ArtifactPath): DigestSet | undefined {
    return this.#digests.get(path)
  }

  has(path: ArtifactPath): boolean {
    return this.#digests.has(path)
  }

  paths(): Iterable<ArtifactPath> {
    return this.#digests.keys()
  }

  [Symbol.iterator](): Iterator<[ArtifactPath, DigestSet]> {
    return this.#digests[Symbol.iterator]()
  }
}

/** No artifacts. */
export const NO_ARTIFACTS: Artifacts = artifactsOf([])
