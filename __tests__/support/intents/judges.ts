// SPDX-License-Identifier: Apache-2.0
import { checkIntents } from '../../../src/intoto/intents/check-intents.ts'
import { compiledSteps } from './compiled-steps.ts'
import { checkJudge } from './judge-check.ts'
import { rulesJudge } from './judge-rules.ts'

/** The built-in check alone. */
export const CHECK = checkJudge(checkIntents)

/** Compiled rules alone. */
export const RULES = rulesJudge(compiledSteps)
