// SPDX-License-Identifier: Apache-2.0
// What the server is asked before its answer is needed, since its answers are most of the time that the gate takes. Whoever
// needs an answer waits for it at its turn, so what went wrong first is told first, as if nothing were asked ahead.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AsksAhead } from './asks-ahead.ts'
import type { TrustedLayout } from './findings.ts'
import type { GatePorts } from './gate-ports.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import { fetchLayout } from './trusted-layout.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export class Ahead implements AsksAhead {
  readonly server: Promise<GateServer>
  /** The layout that decides. */
  readonly layout: Promise<TrustedLayout>
  readonly #asked: Promise<unknown>[] = []
  readonly #over = new AbortController()

  constructor(
    inputs: Pick<VerifyInputs, 'layout' | 'layoutRef' | 'token'>,
    run: GateRun,
    { connect }: Pick<GatePorts, 'connect'>
  ) {
    this.server = this.ask(connect(run, inputs.token, this.#over.signal))
    this.layout = this.ask(this.server.then((server) => fetchLayout(inputs, run, server)))
  }

  /** Waits until the next question is on its way, as far as that takes no time: loading anything would hold it up. */
  async sent(): Promise<void> {
    await this.server.catch(() => undefined)
    // In one turn an answer is read and the next thing asked; after another one a new connection is there.
    await nextTurn()
    await nextTurn()
  }

  ask<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#asked.push(answer.catch(() => undefined))
    return answer
  }

  /**
   * Gives up what is under way, since nobody needs its answer any more: a server that never answers would hold the job for
   * minutes after its verdict. Nothing is under way any more when it is over. Never throws.
   */
  async end(): Promise<void> {
    this.#over.abort()
    // What is given up fails, and some of it asks for more before. It is waited for, so that nothing comes after the end.
    for (const asked of this.#asked) await asked
  }
}
