// SPDX-License-Identifier: Apache-2.0
import { verifyRun } from '../gate/verify-run.ts'
import { gatePorts } from '../github/gate-ports.ts'
import { runAction } from '../github/run-action.ts'

await runAction((runner, environment) => verifyRun(gatePorts(runner, environment)))
