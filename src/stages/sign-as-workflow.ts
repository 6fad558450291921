// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../intoto/link/link.ts'
import type { KeylessInputs } from './inputs/keyless-inputs.ts'
import type { SignedLink } from './sign-link-keyless.ts'
import type { StagePorts } from './stage-ports.ts'

/** What is asked of the world outside. */
export type WorkflowSigningPorts = Pick<StagePorts, 'runner' | 'identity' | 'post' | 'get'> & {
  readonly run: Pick<StagePorts['run'], 'serverUrl' | 'binding'>
}

/**
 * Signs a link as the workflow that runs, and writes it into a directory.
 *
 * @throws KEYLESS_, BUNDLE_ and TRUSTED_ROOT_ codes, INPUT_INVALID, STATEMENT_WITHOUT_SUBJECT, FILE_UNWRITABLE
 */
export async function signAsWorkflow(
  keyless: KeylessInputs,
  link: Link,
  directory: string,
  { runner, identity, post, get, run }: WorkflowSigningPorts
): Promise<SignedLink> {
  // Loaded only here: signing needs far more than recording does.
  const [{ signLinkKeyless }, { audienceOf, chooseInstance }, { readTokenClaims }, { fetchByTuf, trustedRoots }] =
    await Promise.all([
      import('./sign-link-keyless.ts'),
      import('../sigstore/instance.ts'),
      import('../sigstore/token-claims.ts'),
      import('../sigstore/roots-of-input.ts')
    ])
  if (identity.isForeign)
    runner.annotate(
      'warning',
      'Unusual request token',
      "ACTIONS_ID_TOKEN_REQUEST_TOKEN differs from ACTIONS_RUNTIME_TOKEN, although GitHub's runner writes one value into both. If a workflow step wrote it to GITHUB_ENV, that step decides whose identity this job signs with. Give this job `permissions: id-token: write`, so that the runner sets it, and find that step."
    )
  const trust = keyless.trustedRoot === '' ? [] : await trustedRoots(keyless.trustedRoot, undefined, fetchByTuf(get))
  const settings = { ...keyless, trust }
  const audience = audienceOf(settings)
  const token = await identity.token(audience)
  const instance = chooseInstance(settings, readTokenClaims(token, audience).visibility)
  runner.log(`Signing with the Sigstore instance ${instance.name}.`)
  return signLinkKeyless({ link, directory, serverUrl: run.serverUrl, token, instance, post, run: run.binding })
}
