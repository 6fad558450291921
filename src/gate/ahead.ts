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

  constructor(
    inputs: Pick<VerifyInputs, 'layout' | 'layoutRef' | 'token'>,
    run: GateRun,
    { connect }: Pick<GatePorts, 'connect'>
  ) {
    this.server = this.ask(connect(run, inputs.token))
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

  /** Waits until nothing is under way any more; never throws. */
  async settled(): Promise<void> {
    // Some ask for more when they have an answer.
    for (const asked of this.#asked) await asked
  }
}
