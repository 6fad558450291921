// SPDX-License-Identifier: Apache-2.0
// While a signature is checked on another thread, the links of the next steps are read already. On two cores that hides
// most of the time that signatures take. What comes of each step is looked at in order all the same.
import type { LinkStore } from './verification.ts'

/** Steps that are begun before it is their turn. */
const AHEAD = 4
/** Bytes of files that are held before another is read ahead; of large ones, one at a time is enough. */
const HELD_BYTES = 8 * 1024 * 1024

/** How far it goes. */
export interface ReadAheadBounds {
  /** Steps begun before it is their turn. */
  readonly steps: number
  readonly bytes?: number
}

/** Not at all: each step is begun when the one before it is done with. */
export const IN_TURN: ReadAheadBounds = { steps: 0 }
export const SOME_AHEAD: ReadAheadBounds = { steps: AHEAD }

/**
 * Results for items, one after the other. Those that are begun early read from a store that lets them wait for room; the
 * one whose turn it is waits for nothing.
 *
 * @param begin gets a store for one item alone
 * @throws what `begin` throws, when it is the turn of that item
 */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  store: LinkStore,
  begin: (item: Item, links: LinkStore) => Promise<Result>,
  { steps, bytes = HELD_BYTES }: ReadAheadBounds
): AsyncGenerator<Result> {
  const room = new Room(bytes)
  const begun: { readonly result: Promise<Result>; readonly visitor: Visitor }[] = []
  let next = 0
  for (const turn of items.keys()) {
    for (; next < items.length && next <= turn + steps; next += 1) {
      const visitor: Visitor = { turn: next, held: 0 }
      const result = begin(items[next] as Item, room.storeFor(visitor, store))
      // Nobody waits for it before its turn.
      result.catch(() => {})
      begun.push({ result, visitor })
    }
    const { result, visitor } = begun.shift() as (typeof begun)[number]
    room.letIn(turn)
    yield await result
    room.leave(visitor)
  }
}

/** One item while it is worked on. */
interface Visitor {
  readonly turn: number
  /** Bytes of its files. */
  held: number
}

class Room {
  readonly #most: number
  #held = 0
  /** Files whose length nobody knows yet. */
  #reading = 0
  #turn = 0
  #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#most = most
  }

  storeFor(visitor: Visitor, store: LinkStore): LinkStore {
    return {
      read: async (fileName) => {
        while (visitor.turn > this.#turn && (this.#reading > 0 || this.#held >= this.#most))
          await new Promise<void>((resolve) => this.#waiting.push(resolve))
        this.#reading += 1
        try {
          const bytes = await store.read(fileName)
          visitor.held += bytes?.length ?? 0
          this.#held += bytes?.length ?? 0
          return bytes
        } finally {
          this.#reading -= 1
          this.#wake()
        }
      },
      release: (bytes) => store.release?.(bytes),
      names: () => store.names(),
      sub: (directoryName) => store.sub(directoryName)
    }
  }

  letIn(turn: number): void {
    this.#turn = turn
    this.#wake()
  }

  leave({ held }: Visitor): void {
    this.#held -= held
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resume of waiting) resume()
  }
}
