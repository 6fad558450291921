// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { signStage } from './sign-stage.ts'

await runAction(signStage)
