// SPDX-License-Identifier: Apache-2.0
// The inputs by which a stage signs as the workflow, and the signing itself.
import type { FetchToken } from '../github/identity-token.ts'
import { Inputs, invalid } from '../github/inputs.ts'
import { runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Link } from '../intoto/link/link.ts'
import type { HttpPost } from '../sigstore/http-post.ts'
import type { InstanceChoice } from '../sigstore/instance.ts'
import type { SignedLink } from '../stages/sign-link-keyless.ts'

/** How to sign as the workflow. */
export interface KeylessInputs {
  readonly kind: 'keyless'
  readonly choice: InstanceChoice
  readonly publishPrivateNames: boolean
  readonly fulcioUrl: string
  readonly logUrl: string
  readonly logVersion: 1 | 2
  readonly timestampUrl: string
  /** A trusted root as `trustedRoots` reads it; empty for none. */
  readonly trustedRoot: string
}

const CONSENT = 'yes, publish'

/** @throws INPUT_INVALID */
export function readKeylessInputs(inputs: Inputs): KeylessInputs {
  const consent = inputs.text('publish-private-names')
  if (consent !== '' && consent !== CONSENT)
    throw invalid('publish-private-names', `${quoteUntrusted(consent, 60)} is not "${CONSENT}"`)
  return {
    kind: 'keyless',
    choice: inputs.choice('sigstore', ['auto', 'public-good', 'github', 'custom']),
    publishPrivateNames: consent === CONSENT,
    fulcioUrl: inputs.text('fulcio-url'),
    logUrl: inputs.text('rekor-url'),
    logVersion: inputs.choice('rekor-version', ['1', '2']) === '1' ? 1 : 2,
    timestampUrl: inputs.text('timestamp-url'),
    trustedRoot: inputs.text('trusted-root')
  }
}

/** How requests are sent. */
export interface SigningRequests {
  readonly fetchToken: FetchToken
  readonly post: HttpPost
}

/** Signs a link as the workflow that runs. @throws KEYLESS_, BUNDLE_ and TRUSTED_ROOT_ codes, FILE_UNREADABLE */
export async function signAsWorkflow(
  keyless: KeylessInputs,
  link: Link,
  directory: string,
  { context, environment, runner }: { context: RunContext; environment: Environment; runner: Runner },
  requests?: SigningRequests
): Promise<SignedLink> {
  // Loaded only here: signing needs far more than recording does.
  const [
    { signLinkKeyless },
    { audienceOf, chooseInstance },
    { readTokenClaims },
    { trustedRoots },
    { httpPost },
    { fetchToken, isForeignRequestToken, requestIdentityToken }
  ] = await Promise.all([
    import('../stages/sign-link-keyless.ts'),
    import('../sigstore/instance.ts'),
    import('../sigstore/token-claims.ts'),
    import('./trusted-roots.ts'),
    import('../github/http-post.ts'),
    import('../github/identity-token.ts')
  ])
  if (isForeignRequestToken(environment))
    runner.annotate(
      'warning',
      'Unusual request token',
      "ACTIONS_ID_TOKEN_REQUEST_TOKEN differs from ACTIONS_RUNTIME_TOKEN, although GitHub's runner writes one value into both. If a workflow step wrote it to GITHUB_ENV, that step decides whose identity this job signs with. Give this job `permissions: id-token: write`, so that the runner sets it, and find that step."
    )
  const trust = keyless.trustedRoot === '' ? [] : await trustedRoots(keyless.trustedRoot, undefined)
  const settings = { ...keyless, trust }
  const audience = audienceOf(settings)
  const token = await requestIdentityToken(audience, environment, (secret) => runner.mask(secret), {
    send: requests?.fetchToken ?? fetchToken
  })
  const instance = chooseInstance(settings, readTokenClaims(token, audience).visibility)
  runner.log(`Signing with the Sigstore instance ${instance.name}.`)
  return signLinkKeyless({
    link,
    directory,
    serverUrl: context.serverUrl,
    token,
    instance,
    post: requests?.post ?? httpPost,
    run: runBindingOf(context)
  })
}
