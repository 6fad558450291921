// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { stagePorts } from '../github/stage-ports.ts'
import { endStage } from '../stages/end-stage.ts'

await runAction((runner, environment) => endStage(stagePorts(runner, environment)))
