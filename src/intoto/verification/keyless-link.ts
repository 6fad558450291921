// SPDX-License-Identifier: Apache-2.0
// A link that an identity signed: the bundle is verified, then who signed, then what is said. The payload is parsed from
// exactly the bytes that were verified.
import { CoreError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { decodeBase64 } from '../envelope/base64.ts'
import { PAYLOAD_TYPE } from '../envelope/payload-type.ts'
import { readJson, type ReadJsonOptions } from '../json/read-json.ts'
import type { CertificateIdentity } from '../keys/keyless-identity.ts'
import type { ParsedLink } from '../link/parse-link.ts'
import { readRunBinding, type RunBinding, type RunFact } from '../link/run-binding.ts'
import { parseStatement } from '../link/statement.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Failure } from './failure.ts'
import type { KeylessVerifier, VerificationRequest, VerifiedBundle } from './verification.ts'

/** A link and who its certificate says that signed it. */
export interface KeylessLink {
  readonly parsed: ParsedLink
  readonly certificate: CertificateIdentity
  /** Names of the trusted roots that vouch for it. */
  readonly trustedRoots: readonly string[]
}

/**
 * Verifies a bundle with in-toto metadata in it. Whether its signer may have signed it is for the caller to say.
 *
 * @throws BUNDLE_, JSON_ and METADATA_ codes; TRUSTED_ROOT_MISSING when nothing can verify bundles
 */
export async function verifyBundle(
  bundle: Uint8Array,
  source: string,
  verifier: KeylessVerifier | undefined
): Promise<VerifiedBundle> {
  if (verifier === undefined) {
    throw new CoreError(
      'TRUSTED_ROOT_MISSING',
      `${quoteUntrusted(source)} is signed by an identity, and no trusted root was given to verify that with.`,
      {
        at: escapeUntrusted(source),
        hint: 'Name the trusted root of the Sigstore that signed: `--trusted-root public-good`, `--trusted-root github`, or the trusted_root.json of your own. With the library, give a verifier in `keyless`.'
      }
    )
  }
  const verified = await verifier.verify(bundle, source)
  if (verified.payloadType === PAYLOAD_TYPE) return verified
  throw new CoreError(
    'BUNDLE_PAYLOAD_TYPE',
    `The payload type of the bundle is ${quoteUntrusted(verified.payloadType)}, not "${PAYLOAD_TYPE}", so it holds something else than in-toto metadata.`,
    {
      at: escapeUntrusted(source),
      hint: 'Sign the link or layout itself: `in-toto-actions sign --file FILE --keyless`. Keep signatures of other documents elsewhere.'
    }
  )
}

/** Verifies a bundle and reads the link that it holds. @throws what `verifyBundle` throws */
export async function readKeylessLink(
  bundle: Uint8Array,
  source: string,
  { keyless, ports, known, strings }: Pick<VerificationRequest, 'keyless' | 'ports' | 'known'> & StatementOptions
): Promise<KeylessLink> {
  const { certificate, trustedRoots, payload } = await verifyBundle(bundle, source, keyless)
  const before = await known?.find('statement', source, payload)
  return {
    parsed:
      before ??
      readStatement(payload, source, {
        bytes: ports.bytes,
        strings,
        memory: LIMITS.signedMemory - bundle.length
      }),
    certificate,
    trustedRoots
  }
}

/**
 * The link within a bundle, whoever signed it and whether the signature is good or not: for looking at, never for
 * deciding.
 *
 * @throws BUNDLE_NOT_ENVELOPE, JSON_ and METADATA_ codes
 */
export function readUnverifiedBundle(
  bundle: Uint8Array,
  source: string,
  { bytes, strings }: StatementOptions = {}
): { readonly parsed: ParsedLink; readonly payload: Uint8Array } {
  const envelope = readJson(bundle, { source, maxBytes: LIMITS.bundleBytes, bytes }).optional('dsseEnvelope')
  if (envelope === undefined)
    throw new CoreError('BUNDLE_NOT_ENVELOPE', 'The bundle holds no envelope, so no link or layout is in it.', {
      at: escapeUntrusted(source),
      hint: 'Sign the link or layout itself: `in-toto-actions sign --file FILE --keyless`.'
    })
  const payload = decodeBase64(envelope.member('payload'), bytes)
  return {
    parsed: readStatement(payload, source, { bytes, strings, memory: LIMITS.unsignedMemory - bundle.length }),
    payload
  }
}

/** `strings` are shared by all links of a verification. */
type StatementOptions = Pick<ReadJsonOptions, 'bytes' | 'strings'>

function readStatement(
  payload: Uint8Array,
  source: string,
  options: StatementOptions & { memory?: number }
): ParsedLink {
  const reading = { ...options, source: `${source} (payload)`, maxBytes: LIMITS.linkBytes, resources: true } as const
  return parseStatement(readJson(payload, reading))
}

const RUN = /^(https:\/\/[^/]+)\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)\/attempts\/(\d+)$/

/**
 * The run that a certificate names: undefined when it is not one of a workflow run (of a person, say), and `malformed`
 * when it names half of one, which equals no other.
 */
export function certifiedRun({ extensions }: CertificateIdentity): RunBinding | 'malformed' | undefined {
  const address = extensions.get('run_invocation_uri')
  const commit = extensions.get('source_repository_digest')
  if (address === undefined && commit === undefined) return undefined
  const [, server, repository, id, attempt] = RUN.exec(address ?? '') ?? []
  if (server === undefined || repository === undefined || id === undefined || attempt === undefined) return 'malformed'
  const uri = extensions.get('source_repository_uri')
  if (commit === undefined || (uri !== undefined && uri !== `${server}/${repository}`)) return 'malformed'
  const workflow = extensions.get('build_config_uri')
  const facts: Partial<Record<RunFact, string | undefined>> = {
    repository_id: extensions.get('source_repository_id'),
    ref: extensions.get('source_repository_ref'),
    event: extensions.get('build_trigger'),
    workflow: workflow?.startsWith(`${server}/`) === true ? workflow.slice(server.length + 1) : workflow
  }
  const known = Object.entries(facts).filter((fact): fact is [RunFact, string] => fact[1] !== undefined)
  return { id, attempt, repository, commit, ...Object.fromEntries(known) }
}

/** The link may name its run, too; what it names must be what the certificate names. */
export function checkCertifiedRun(
  parsed: ParsedLink,
  certified: ReturnType<typeof certifiedRun>,
  step: string
): Failure[] {
  const claimed = readRunBinding(parsed.link.environment)
  // Half a run in the certificate fails with every other link of the chain.
  if (claimed === undefined || certified === undefined || certified === 'malformed') return []
  const facts = (Object.keys(certified) as RunFact[]).filter(
    (fact) => claimed === 'malformed' || (claimed[fact] !== undefined && claimed[fact] !== certified[fact])
  )
  if (facts.length === 0) return []
  return [
    {
      code: 'LINK_RUN_NOT_CERTIFIED',
      step,
      message: `The link of step "${step}" claims another run than the certificate that signed it.`,
      details: facts.map(
        (fact) =>
          `${fact}: ${claimed === 'malformed' ? 'cannot be read' : quoteUntrusted(String(claimed[fact]))} in the link, ${quoteUntrusted(String(certified[fact]))} in the certificate`
      ),
      hint: 'Find out what wrote the link: a stage of this suite takes both from the run.'
    }
  ]
}
