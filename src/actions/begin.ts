// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { beginStage } from './begin-stage.ts'

await runAction(beginStage)
