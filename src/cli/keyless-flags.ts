// SPDX-License-Identifier: Apache-2.0
// Flags by which commands sign and verify by identity.
import { readFile } from '../files/read-file.ts'
import { isKeyless } from '../intoto/keys/functionary-key.ts'
import { GITHUB_ISSUER } from '../intoto/keys/github-issuer.ts'
import type { KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import { readWrittenIdentities } from '../intoto/keys/written-identities.ts'
import type { LayoutFile } from '../intoto/layout/layout-file.ts'
import { LIMITS } from '../base/limits.ts'
import type { KeylessVerifier } from '../intoto/verification/verification.ts'
import { readableLayout } from '../reporting/readable-layout.ts'
import type { SigstoreInstance } from '../sigstore/instance.ts'
import { INSTANCE_CHOICES, type InstanceSettings } from '../sigstore/instance-settings.ts'
import type { TrustDomain } from '../sigstore/trusted-root.ts'
import { usage, type Arguments, type FlagSpec } from './arguments.ts'
import { pathFrom, type Console } from './console.ts'
import { trustedRootFile } from './trusted-root-files.ts'

export const TRUSTED_ROOT_FLAG: FlagSpec = {
  long: 'trusted-root',
  takes: 'many',
  value: 'FILE|NAME|NAME=FILE',
  help: 'trusted roots for signatures by identity: files, public-good and github, which this tool carries, or tuf:public-good and tuf:github, which are fetched. NAME= before a file says what a layout calls it (default: custom)'
}

export const IDENTITY_FLAGS: readonly FlagSpec[] = [
  {
    long: 'identity',
    takes: 'many',
    value: 'IDENTITY',
    help: 'instead of keys: identities of which one must have signed the layout, as its certificate has them; behind one what else that must say, like runner-environment=github-hosted or trusted-root=custom'
  },
  { long: 'issuer', takes: 'one', value: 'URL', help: `who vouches for --identity (default: ${GITHUB_ISSUER})` },
  TRUSTED_ROOT_FLAG
]

export const KEYLESS_FLAGS: readonly FlagSpec[] = [
  { long: 'keyless', takes: 'nothing', help: 'sign by identity; writes a Sigstore bundle' },
  {
    long: 'identity-token',
    takes: 'one',
    value: 'FILE',
    help: 'identity token; its only audience must be sigstore, or the origin of --fulcio-url with custom (default: the one of the workflow that runs)'
  },
  {
    long: 'sigstore',
    takes: 'one',
    value: INSTANCE_CHOICES.join('|'),
    help: 'whose Sigstore signs (default: auto, by the visibility of the repository)'
  },
  {
    long: 'publish-private-names',
    takes: 'nothing',
    help: 'let public-good write the names of a repository that is not public into its public log'
  },
  {
    long: 'fulcio-url',
    takes: 'one',
    value: 'URL',
    help: 'certificate authority, for custom; it must take tokens for the audience that is its origin'
  },
  { long: 'rekor-url', takes: 'one', value: 'URL', help: 'transparency log, for custom; none by default' },
  { long: 'rekor-version', takes: 'one', value: '1|2', help: 'version of that log (default: 2)' },
  { long: 'timestamp-url', takes: 'one', value: 'URL', help: 'timestamp authority, for custom' },
  TRUSTED_ROOT_FLAG
]

/** The identities that `--identity` names, each with what follows it. With a `*` one is a pattern. @throws USAGE */
export function layoutIdentities(parsed: Arguments): readonly KeylessIdentity[] | undefined {
  if (!parsed.has('identity')) {
    if (parsed.has('issuer')) throw usage('--issuer goes with --identity.')
    return undefined
  }
  if (parsed.has('verification-keys')) throw usage('--identity and --verification-keys exclude each other.')
  const words = parsed.many('identity').map((word) => word.trim())
  const identities = words.includes('')
    ? { problem: 'an identity is empty', hint: 'Name whom you trust to write the layout.' }
    : readWrittenIdentities(words, parsed.one('issuer'))
  if ('problem' in identities) throw usage(`--identity: ${identities.problem}.`, identities.hint)
  return identities
}

/** Verifies signatures by identity, where there may be some; it is not loaded for nothing. */
export async function keylessVerifier(
  layout: LayoutFile,
  parsed: Arguments,
  console: Console
): Promise<KeylessVerifier | undefined> {
  if (!parsed.has('identity') && !parsed.has('trusted-root') && !namesIdentities(layout)) return undefined
  const { BundleVerifier } = await import('../sigstore/bundle-verifier.ts')
  return new BundleVerifier(await trustedRootsOf(parsed, console))
}

/** The trusted roots of `--trusted-root`; all that this tool carries without the flag. */
export async function trustedRootsOf(parsed: Arguments, console: Console): Promise<readonly TrustDomain[]> {
  const [{ EMBEDDED_ROOTS, embeddedRoot, isEmbeddedRoot, rootToFetch }, { readNamedRoot, readWrittenRoot }] =
    await Promise.all([import('../sigstore/embedded-roots.ts'), import('../sigstore/root-name.ts')])
  const wanted = parsed.many('trusted-root')
  if (wanted.length === 0) return EMBEDDED_ROOTS.map(embeddedRoot)
  const roots = []
  for (const text of wanted) {
    const known = isEmbeddedRoot(text) ? text : rootToFetch(text)
    const { name, rest } = known === undefined ? readWrittenRoot(text) : { name: known, rest: text }
    if (known === undefined && (isEmbeddedRoot(rest) || rootToFetch(rest) !== undefined))
      throw usage(`--trusted-root: ${rest} has a name already.`, `Write --trusted-root ${rest}.`)
    roots.push(readNamedRoot(await trustedRootFile(rest, console), rest, name))
  }
  return roots
}

/** A token, and the instance that signs for it. @throws KEYLESS_ codes */
export async function keylessSigning(
  parsed: Arguments,
  console: Console
): Promise<{ token: string; instance: SigstoreInstance }> {
  const [{ audienceOf, chooseInstance }, { readTokenClaims }] = await Promise.all([
    import('../sigstore/instance.ts'),
    import('../sigstore/token-claims.ts')
  ])
  const choice = parsed.choice('sigstore', INSTANCE_CHOICES)
  const trust = parsed.has('trusted-root') ? await trustedRootsOf(parsed, console) : []
  const settings: InstanceSettings = {
    choice,
    publishPrivateNames: parsed.has('publish-private-names'),
    fulcioUrl: parsed.one('fulcio-url') ?? '',
    logUrl: parsed.one('rekor-url') ?? '',
    logVersion: parsed.choice('rekor-version', ['2', '1']) === '1' ? 1 : 2,
    timestampUrl: parsed.one('timestamp-url') ?? '',
    trust
  }
  const audience = audienceOf(settings)
  const token = await identityToken(audience, parsed, console)
  return { token, instance: chooseInstance(settings, readTokenClaims(token, audience).visibility) }
}

async function identityToken(audience: string, parsed: Arguments, console: Console): Promise<string> {
  const path = parsed.one('identity-token')
  // Command lines are seen by others, and an error would quote the path.
  if (path !== undefined && /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(path))
    throw usage(
      '--identity-token takes a file, and what was given looks like a token.',
      'Give the token in a file, or through a pipe: --identity-token <(command).'
    )
  if (path !== undefined)
    return Buffer.from(readFile(pathFrom(console, path), LIMITS.smallFileBytes))
      .toString('utf8')
      .trim()
  const { requestIdentityToken } = await import('../github/identity-token.ts')
  // Outside of actions there is nothing to hide it from: it is never printed.
  return requestIdentityToken(audience, console.environment, () => undefined)
}

function namesIdentities(layout: LayoutFile): boolean {
  return [...(readableLayout(layout)?.keys.values() ?? [])].some(isKeyless)
}
