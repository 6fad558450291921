// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import type { WorkflowIdentity } from '../stages/workflow-identity.ts'
import type { FetchToken } from './identity-token.ts'

/**
 * The identity that the runner offers to the job of this environment.
 *
 * @param mask tells the runner what to hide in the log
 * @param send sends a request for a token; by default the one that the suite has
 */
export function workflowIdentity(
  environment: Environment,
  mask: (secret: string) => void,
  send?: FetchToken
): WorkflowIdentity {
  return {
    isAvailable: (environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') !== '',
    isForeign: isForeignRequestToken(environment),
    token: async (audience) => {
      // Loaded only here: most jobs never ask.
      const { requestIdentityToken } = await import('./identity-token.ts')
      return requestIdentityToken(audience, environment, mask, send === undefined ? {} : { send })
    }
  }
}

/**
 * Whether the request token differs from the token of the job. GitHub's runner writes one value into both, and no
 * workflow step can set the second through GITHUB_ENV. False where the job's own is not known, as in `run:` steps.
 */
function isForeignRequestToken(environment: Environment): boolean {
  const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '', ACTIONS_RUNTIME_TOKEN: own = '' } = environment
  return bearer !== '' && own !== '' && bearer !== own
}
