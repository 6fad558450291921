// SPDX-License-Identifier: Apache-2.0
// What the links of layouts in the place of links hold in memory until these are verified: each may be small, and there
// may be hundreds.
import { LIMITS } from '../../base/limits.ts'
import { isJsonObject, type JsonValue } from '../json/json-value.ts'
import type { Link } from '../link/link.ts'
import { WorkExceeded } from './work-exceeded.ts'

/** What is left of the bounds on what is held at one time. */
export class HeldValues {
  #values: number
  #artifacts: number

  constructor(values: number = LIMITS.sublayoutValues, artifacts: number = LIMITS.sublayoutArtifacts) {
    this.#values = values
    this.#artifacts = artifacts
  }

  /** Bytes that are left for values. */
  get values(): number {
    return this.#values
  }

  /** Takes what a link takes off the bounds. @throws WorkExceeded */
  take({ command, byproducts, environment, materials, products }: Link): void {
    for (const value of [command, byproducts, environment]) this.#values -= weightOf(value)
    for (const artifacts of [materials, products])
      for (const [path, digests] of artifacts) this.#artifacts -= ARTIFACT + path.length + digests.length
    if (this.#values < 0 || this.#artifacts < 0) throw new WorkExceeded('memory')
  }

  /** What a layout in the place of a link takes is free again when its verification is over. */
  async within<Result>(verify: () => Promise<Result>): Promise<Result> {
    const [values, artifacts] = [this.#values, this.#artifacts]
    try {
      return await verify()
    } finally {
      this.#values = values
      this.#artifacts = artifacts
    }
  }
}

/** Bytes that an artifact takes beside the characters of its path and its digests. */
const ARTIFACT = 200

/** Bytes of memory that a value takes, estimated, as the reader of JSON does. */
function weightOf(value: JsonValue): number {
  if (typeof value === 'string') return 32 + value.length
  let weight = 16
  if (isJsonObject(value)) {
    weight += 192
    for (const [name, member] of value) weight += 96 + name.length + weightOf(member)
  } else if (Array.isArray(value)) {
    weight += 184
    for (const item of value as readonly JsonValue[]) weight += 32 + weightOf(item)
  }
  return weight
}
