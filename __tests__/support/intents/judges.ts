// SPDX-License-Identifier: Apache-2.0
import { checkIntents } from '../../../src/intoto/intents/check-intents.ts'
import { compiledSteps } from './compiled-steps.ts'
import { checkJudge } from './judge-check.ts'
import { rulesJudge } from './judge-rules.ts'
import { wholeJudge } from './judge-whole.ts'

/** The built-in check alone. */
export const CHECK = checkJudge(checkIntents)

/** Verification as users have it. */
export const WHOLE = wholeJudge('strict')

/** The verdict that in-toto-python gives with the program at hand. */
export const AS_REFERENCE = wholeJudge('reference')

/** Compiled rules alone. */
export const RULES = rulesJudge(compiledSteps)

/** The same as other implementations apply them. */
export const RULES_AS_REFERENCE = rulesJudge(compiledSteps, 'reference')
