// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { BaseError } from '../../src/base/codes.ts'
import type { ListedArtifact } from '../../src/gate/link-source.ts'
import type { NamedArtifact } from '../../src/gate/named-artifacts.ts'
import { unpackedAhead } from '../../src/gate/unpacked-ahead.ts'
import { rejectionOf } from '../support/errors.ts'

const artifacts = Array.from({ length: 10 }, (_, index) => ({ listed: { id: String(index) } }) as NamedArtifact)

/** A source that answers when it is told to. */
class HeldSource {
  readonly begun: string[] = []
  readonly #held = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()

  unpack = ({ id }: Pick<ListedArtifact, 'id'>): Promise<{ directory: string; files: string[] }> => {
    this.begun.push(id)
    return new Promise((resolve, reject) =>
      this.#held.set(id, { resolve: () => resolve({ directory: id, files: [] }), reject })
    )
  }

  answer(id: string): void {
    this.#held.get(id)?.resolve()
    this.#held.delete(id)
  }

  fail(id: string): void {
    this.#held.get(id)?.reject(new BaseError('ARTIFACT_TOO_MANY', `failed ${id}`))
    this.#held.delete(id)
  }

  get open(): number {
    return this.#held.size
  }
}

async function directories(source: HeldSource, list = artifacts): Promise<string[]> {
  const found: string[] = []
  for await (const { directory } of unpackedAhead(source, list)) found.push(directory)
  return found
}

describe('artifacts that are fetched ahead', () => {
  test('come in their order, whichever is there first, and eight are fetched at a time', async () => {
    const source = new HeldSource()
    const all = directories(source)
    let most = 0
    while (source.begun.length < artifacts.length || source.open > 0) {
      most = Math.max(most, source.open)
      source.answer(source.begun.findLast((id) => source.begun.indexOf(id) % 3 !== 0) ?? '')
      for (const id of source.begun) source.answer(id)
      await new Promise(setImmediate)
    }
    expect(await all).toEqual(artifacts.map(({ listed }) => listed.id))
    expect(most).toBe(8)
  })
  test('fail as they would one after the other, and when nothing is fetched any more', async () => {
    const source = new HeldSource()
    let isOver = false
    const failed = rejectionOf(directories(source)).finally(() => (isOver = true))
    source.fail('2')
    source.answer('0')
    source.fail('1')
    await new Promise(setImmediate)
    expect([isOver, source.open]).toEqual([false, 6])
    source.fail('3')
    for (const id of ['4', '5', '6', '7', '8']) source.answer(id)
    expect((await failed).message).toBe('failed 1')
    expect(source.begun).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8'])
  })
  test('are no more fetched than somebody looks at', async () => {
    const source = new HeldSource()
    const seen = (async () => {
      for await (const { directory } of unpackedAhead(source, artifacts)) return directory
      return ''
    })()
    for (const id of source.begun.toReversed()) source.answer(id)
    expect([await seen, source.begun.length, source.open]).toEqual(['0', 8, 0])
  })
  test('may be none', async () => expect(await directories(new HeldSource(), [])).toEqual([]))
})
