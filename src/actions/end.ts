// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { endStage } from './end-stage.ts'

await runAction(endStage)
