// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { IN_TURN, readAhead, type ReadAheadBounds } from '../../../src/intoto/verification/read-ahead.ts'
import type { LinkStore } from '../../../src/intoto/verification/verification.ts'

/** A store of files that are as long as their names say, and what happened in which order. */
function place(): { readonly store: LinkStore; readonly events: string[] } {
  const events: string[] = []
  const store: LinkStore = {
    read: async (name) => {
      events.push(`read ${name}`)
      return name === 'none' ? undefined : new Uint8Array(Number(name))
    },
    release: (bytes) => void events.push(`release ${bytes.length}`),
    names: async () => ['a'],
    sub: (name) => (events.push(`sub ${name}`), store)
  }
  return { store, events }
}

async function run(names: readonly string[], bounds: ReadAheadBounds): Promise<string[]> {
  const { store, events } = place()
  const begin = async (name: string, links: LinkStore): Promise<number> => {
    const bytes = await links.read(name)
    if (bytes !== undefined) links.release?.(bytes)
    return bytes?.length ?? -1
  }
  for await (const length of readAhead(names, store, begin, bounds)) {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    events.push(`done ${length}`)
  }
  return events.filter((event) => !event.startsWith('release'))
}

describe('reading ahead', () => {
  test('gives results in order, and reads some before their turn', async () => {
    expect(await run(['1', '2', '3', 'none'], { steps: 2 })).toEqual([
      'read 1',
      'read 2',
      'read 3',
      'done 1',
      'read none',
      'done 2',
      'done 3',
      'done -1'
    ])
    expect(await run([], { steps: 2 })).toEqual([])
  })
  test('or each in its turn', async () =>
    expect(await run(['1', '2', '3'], IN_TURN)).toEqual(['read 1', 'done 1', 'read 2', 'done 2', 'read 3', 'done 3']))
  test('waits for room, unless it is its turn', async () => {
    const names = ['5', '7', '1', '9', '2', '3']
    const events = await run(names, { steps: 4, bytes: 8 })
    expect(events.filter((event) => event.startsWith('done'))).toEqual(names.map((name) => `done ${name}`))
    const [read, done] = [new Set<string>(), new Set<string>()]
    let early = 0
    for (const [what = '', name = ''] of events.map((event) => event.split(' '))) {
      if (what === 'done') done.add(name)
      else {
        const held = [...read].filter((other) => !done.has(other)).reduce((sum, other) => sum + Number(other), 0)
        const isItsTurn = names.indexOf(name) === done.size
        expect([name, isItsTurn || held < 8]).toEqual([name, true])
        if (!isItsTurn) early += 1
        read.add(name)
      }
    }
    expect([read.size, early > 0]).toEqual([6, true])
  })
  test('throws what an item throws when it is its turn', async () => {
    const seen: number[] = []
    const begin = async (item: number): Promise<number> => {
      if (item === 2) throw new Error('two')
      return item
    }
    const all = async (): Promise<void> => {
      for await (const found of readAhead([1, 3, 2, 4], place().store, begin, { steps: 3 })) seen.push(found)
    }
    await expect(all()).rejects.toThrow('two')
    expect(seen).toEqual([1, 3])
  })
  test('hands all else of the store on', async () => {
    const { store, events } = place()
    const begin = async (_: string, links: LinkStore): Promise<readonly string[]> => {
      links.release?.(new Uint8Array(3))
      links.sub('below')
      return links.names()
    }
    expect(await Array.fromAsync(readAhead(['x'], store, begin, IN_TURN))).toEqual([['a']])
    expect(events).toEqual(['release 3', 'sub below'])
    const { read, names, sub } = { read: async () => undefined, names: async () => [], sub: () => store }
    const without: LinkStore = { read, names, sub }
    const plain = async (_name: string, links: LinkStore): Promise<void> => links.release?.(new Uint8Array(3))
    expect(await Array.fromAsync(readAhead(['x'], without, plain, IN_TURN))).toEqual([undefined])
  })
})
