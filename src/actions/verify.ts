// SPDX-License-Identifier: Apache-2.0
import { runAction } from '../github/run-action.ts'
import { verifyRun } from './verify-run.ts'

await runAction(verifyRun)
