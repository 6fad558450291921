// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import { areCollisionResistant } from '../artifacts/digest-algorithms.ts'
import { SAMPLE, type ArtifactQueue, type QueueRequest } from './artifact-queue.ts'
import type { ArtifactRule } from './artifact-rule.ts'
import { counterpartOf } from './counterpart.ts'
import type { Pattern } from './pattern.ts'

/** A queue of artifacts of any form, path by path. */
export class PathQueue implements ArtifactQueue {
  readonly #request: QueueRequest
  #paths: ArtifactPath[]

  constructor(request: QueueRequest) {
    this.#request = request
    this.#paths = [...request.item[request.kind].paths()]
  }

  get size(): number {
    return this.#paths.length
  }

  has(path: string): boolean {
    return (this.#paths as readonly string[]).includes(path)
  }

  matching(pattern: Pattern): ArtifactPath[] {
    return this.#paths.filter((path) => pattern.matches(path, this.#request.work))
  }

  take(rule: ArtifactRule): readonly ArtifactPath[] {
    const consumes = consumer(rule, this.#request)
    const first: ArtifactPath[] = []
    this.#paths = this.#paths.filter((path) => {
      if (!consumes(path)) return true
      if (first.length < SAMPLE) first.push(path)
      return false
    })
    return first
  }
}

/** Which artifacts of the queue a rule takes out. */
function consumer(
  rule: ArtifactRule,
  { item, kind, links, digests, work }: QueueRequest
): (path: ArtifactPath) => boolean {
  const { materials, products } = item
  const own = item[kind]
  const counts = digests === 'collision-resistant' ? areCollisionResistant : () => true
  switch (rule.type) {
    case 'ALLOW':
      return (path) => rule.pattern.matches(path, work)
    case 'CREATE':
      return (path) => rule.pattern.matches(path, work) && products.has(path) && !materials.has(path)
    case 'DELETE':
      return (path) => rule.pattern.matches(path, work) && materials.has(path) && !products.has(path)
    case 'MODIFY':
      return (path) =>
        rule.pattern.matches(path, work) &&
        materials.has(path) &&
        products.has(path) &&
        materials.get(path) !== products.get(path)
    case 'MATCH': {
      const there = links.get(rule.from)?.[rule.destinationKind]
      if (there === undefined) return () => false
      const counterpart = counterpartOf(rule, work)
      return (path) => {
        const name = counterpart(path)
        if (name === undefined) return false
        const found = there.get(name)
        return found !== undefined && found === own.get(path) && counts(found)
      }
    }
    case 'DISALLOW':
    case 'REQUIRE':
      return () => false
  }
}
