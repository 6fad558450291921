// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { stagePorts } from '../github/stage-ports.ts'
import { signStage } from '../stages/sign-stage.ts'

await runAction((runner, environment) => signStage(stagePorts(runner, environment)))
