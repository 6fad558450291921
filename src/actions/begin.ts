// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { stagePorts } from '../github/stage-ports.ts'
import { beginStage } from '../stages/begin-stage.ts'

await runAction((runner, environment) => beginStage(stagePorts(runner, environment)))
