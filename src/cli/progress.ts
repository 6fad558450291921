// SPDX-License-Identifier: Apache-2.0
import type { Console } from './console.ts'

const PATIENCE_MS = 1000
const INTERVAL_MS = 100

/** A line that shows progress on a terminal when work takes longer than a second, and leaves nothing behind. */
export class Progress {
  readonly #console: Console
  readonly #shown: boolean
  readonly #start: number
  #last = 0
  #visible = false

  constructor(console: Console, quiet: boolean) {
    this.#console = console
    this.#shown = !quiet && console.stderr.isTTY === true
    this.#start = console.now()
  }

  show(text: string): void {
    if (!this.#shown) return
    const now = this.#console.now()
    if (now - this.#start < PATIENCE_MS || now - this.#last < INTERVAL_MS) return
    this.#last = now
    this.#visible = true
    this.#console.stderr.write(`\r\u001b[K${text}`)
  }

  end(): void {
    if (this.#visible) this.#console.stderr.write('\r\u001b[K')
    this.#visible = false
  }
}
