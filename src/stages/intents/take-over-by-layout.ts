// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../../intoto/link/link.ts'
import type { TookOver } from '../../intoto/link/took-over.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import type { BeginInputs } from '../inputs/begin-inputs.ts'
import { NOTHING_KNOWN, type KnownOfCommit } from '../known-of-commit.ts'
import type { StagePorts } from '../stage-ports.ts'
import { takeOverProducts } from '../take-over-products.ts'
import { findLayout } from './find-layout.ts'
import type { SignedLayout } from './signed-layout.ts'

export interface TakenByLayout {
  readonly taken: {
    readonly links: readonly Link[]
    readonly tookOver: readonly TookOver[]
    readonly known: KnownOfCommit
    /** Names of files that were put into the workspace. */
    readonly placed: ReadonlySet<string>
  }
  readonly layout: SignedLayout | undefined
}

export async function takeOverByLayout(
  inputs: BeginInputs,
  recorder: Recorder,
  ports: Pick<StagePorts, 'runner' | 'run' | 'get' | 'artifacts' | 'environment'>
): Promise<TakenByLayout> {
  const { runner, run, environment } = ports
  const { workspace } = run
  const taken = inputs.takeOver === undefined ? undefined : await takeOverProducts(inputs.takeOver, recorder, ports)
  const layout = await findLayout(inputs, { directory: workspace, workspace, environment, runner })
  return {
    layout,
    taken: {
      links: taken === undefined ? [] : [taken.link],
      tookOver: taken === undefined ? [] : [taken.tookOver],
      known: taken?.known ?? NOTHING_KNOWN,
      placed: new Set()
    }
  }
}
