// SPDX-License-Identifier: Apache-2.0
// Signs by identity: a key that lives for one signature, a certificate for it from the authority, an entry in the log and
// a timestamp where the instance has them. What comes is verified here before anybody else sees it.
import { Buffer } from 'node:buffer'
import { setTimeout } from 'node:timers/promises'
import { bundleToJSON, type Bundle } from '@sigstore/bundle'
import { DSSEBundleBuilder, InternalError, RekorWitness, TSAWitness, type Witness } from '@sigstore/sign'
import { SigstoreError, type SigstoreCode } from './codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { isPassingStatus, retry, type Sleep } from '../base/retry.ts'
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import { BundleVerifier } from './bundle-verifier.ts'
import { FulcioSigner, ServiceFault } from './fulcio-signer.ts'
import type { HttpPost } from './http-post.ts'
import type { SigstoreInstance } from './instance.ts'
import { LogFault, RekorV2Witness } from './rekor-v2-witness.ts'
import { readTokenClaims } from './token-claims.ts'

export interface KeylessRequest {
  readonly payload: Uint8Array
  readonly payloadType: string
  /** The identity token, for the audience of the instance. */
  readonly token: string
  readonly instance: SigstoreInstance
  readonly post: HttpPost
  readonly timing?: KeylessTiming
  /** Waits between attempts; by default by the clock. */
  readonly sleep?: Sleep
}

export interface KeylessTiming {
  /** Attempts after the first, of each service. */
  readonly retries: number
  /** The wait before the second attempt, in milliseconds; each later one is twice as long. */
  readonly firstWaitMs: number
  /** Time for one request to authority and timestamp authority, in milliseconds. */
  readonly timeoutMs: number
  /** The same for the log, which answers later. */
  readonly logTimeoutMs: number
}

export interface KeylessSignature {
  /** The bundle as a JSON file. */
  readonly bundle: Uint8Array
  readonly certificate: CertificateIdentity
}

const TIMING: KeylessTiming = { retries: 3, firstWaitMs: 1000, timeoutMs: 20_000, logTimeoutMs: 45_000 }

/**
 * Signs a payload in a DSSE envelope.
 *
 * @throws KEYLESS_TOKEN_INVALID, KEYLESS_TOKEN_AUDIENCE, KEYLESS_CERTIFICATE_FAILED, KEYLESS_LOG_FAILED,
 * KEYLESS_TIMESTAMP_FAILED; BUNDLE_ codes when what came does not verify with the trusted root of the instance
 */
export async function signKeyless(request: KeylessRequest): Promise<KeylessSignature> {
  const { challenge } = readTokenClaims(request.token, request.instance.audience)
  const bundle = await signUntilLogged(request, challenge)
  const bytes = Buffer.from(`${JSON.stringify(withZeros(bundleToJSON(bundle)))}\n`)
  const { certificate } = new BundleVerifier(request.instance.trust).verifyEnvelope(bytes, 'the new bundle')
  return { bundle: bytes, certificate }
}

/**
 * What passes is tried again. An answer of the log may be lost after the entry was made, and the log tells no proof a second time; then everything
 * is signed anew, with another key, which makes another entry.
 */
async function signUntilLogged(request: KeylessRequest, challenge: string): Promise<Bundle> {
  const { retries, firstWaitMs } = request.timing ?? TIMING
  const waitAfter = (fault: unknown, tried: number): number | undefined => {
    const passes =
      (fault instanceof LogFault && (fault.status === 409 || isPassing(fault.status))) ||
      (fault instanceof ServiceFault && isPassing(fault.status))
    return passes ? firstWaitMs * 2 ** (tried - 1) : undefined
  }
  try {
    return await retry(() => sign(request, challenge), {
      attempts: retries + 1,
      waitAfter,
      sleep: request.sleep ?? setTimeout
    })
  } catch (error) {
    throw explain(error, request)
  }
}

function sign(
  { payload, payloadType, token, instance, post, timing = TIMING }: KeylessRequest,
  challenge: string
): Promise<Bundle> {
  const { fulcioUrl, log, timestampUrl } = instance
  const { retries, firstWaitMs, timeoutMs: timeout, logTimeoutMs } = timing
  const retry = { retries, minTimeout: firstWaitMs, factor: 2 }
  const witnesses: Witness[] = []
  if (log?.version === 1)
    witnesses.push(
      new RekorWitness({
        rekorBaseURL: log.url,
        entryType: 'dsse',
        fetchOnConflict: true,
        timeout: logTimeoutMs,
        retry
      })
    )
  if (log?.version === 2) witnesses.push(new RekorV2Witness({ url: log.url, post, timeoutMs: logTimeoutMs }))
  if (timestampUrl !== undefined) witnesses.push(new TSAWitness({ tsaBaseURL: timestampUrl, timeout, retry }))
  const signer = new FulcioSigner({ url: fulcioUrl, token, challenge, post, timeoutMs: timeout })
  return new DSSEBundleBuilder({ signer, witnesses }).create({ data: Buffer.from(payload), type: payloadType })
}

/** Writes the numbers that JSON forms of protocol buffers leave out when they are 0; some readers demand them. */
function withZeros(bundle: ReturnType<typeof bundleToJSON>): unknown {
  const material = bundle.verificationMaterial as { tlogEntries?: Record<string, unknown>[] }
  return {
    ...bundle,
    verificationMaterial: {
      ...material,
      tlogEntries: (material.tlogEntries ?? []).map((entry) => ({
        ...entry,
        logIndex: entry['logIndex'] ?? '0',
        inclusionProof: withIndex(entry['inclusionProof'])
      }))
    }
  }
}

function withIndex(proof: unknown): unknown {
  return proof === undefined ? undefined : { logIndex: '0', ...(proof as object) }
}

function isPassing(status: number | undefined): boolean {
  return status === undefined || isPassingStatus(status)
}

const SERVICES: Readonly<
  Record<
    string,
    {
      code: SigstoreCode
      what: string
      url: (instance: SigstoreInstance) => string
      /** What to do where the service answered, and refused. */
      refused: (instance: SigstoreInstance) => string
    }
  >
> = {
  CA_CREATE_SIGNING_CERTIFICATE_ERROR: {
    code: 'KEYLESS_CERTIFICATE_FAILED',
    what: 'The certificate authority gave no certificate',
    url: ({ fulcioUrl }) => fulcioUrl,
    refused: ({ audience }) =>
      `See that the authority accepts tokens of this issuer for the audience ${audience}, that the clock of the runner is right, and that \`fulcio-url\` (\`--fulcio-url\`) is its address, if you set it.`
  },
  TLOG_CREATE_ENTRY_ERROR: {
    code: 'KEYLESS_LOG_FAILED',
    what: 'The transparency log took no entry',
    url: ({ log }) => log?.url ?? '',
    refused: refusedByLog
  },
  TLOG_FETCH_ENTRY_ERROR: {
    code: 'KEYLESS_LOG_FAILED',
    what: 'The transparency log did not show its entry',
    url: ({ log }) => log?.url ?? '',
    refused: refusedByLog
  },
  TSA_CREATE_TIMESTAMP_ERROR: {
    code: 'KEYLESS_TIMESTAMP_FAILED',
    what: 'The timestamp authority gave no timestamp',
    url: ({ timestampUrl }) => timestampUrl ?? '',
    refused: () =>
      'See that the address is the whole one of the authority: it mostly ends with `/api/v1/timestamp`. You set it with `timestamp-url` (`--timestamp-url`).'
  }
}

/** An error in our words. Causes are left out: messages of libraries and servers may quote the token. */
function explain(error: unknown, { instance, token }: KeylessRequest): unknown {
  const known =
    error instanceof LogFault
      ? SERVICES['TLOG_CREATE_ENTRY_ERROR']
      : error instanceof ServiceFault
        ? SERVICES['CA_CREATE_SIGNING_CERTIFICATE_ERROR']
        : error instanceof InternalError
          ? SERVICES[error.code]
          : undefined
  if (known === undefined) return error
  const { status, text } = reasonOf(error as Error, token)
  const passing = isPassing(status)
  return new SigstoreError(
    known.code,
    `${known.what}: ${text} (${escapeUntrusted(known.url(instance), 200)}). ${passing ? 'Trying again later may help' : 'Trying again will not help'}.`,
    { hint: passing ? HINT_PASSING : known.refused(instance) }
  )
}

const HINT_PASSING =
  'Run the job again. If it lasts, look whether the service has an outage, a firewall or proxy keeps it away, or the clock of the runner is wrong.'

function refusedByLog({ log }: SigstoreInstance): string {
  return `See that a log of version ${log?.version ?? 2} is at that address. You set both with \`rekor-url\` and \`rekor-version\` (\`--rekor-url\`, \`--rekor-version\`).`
}

/** What the innermost error says, without the token, and the status of the answer if there was one. */
function reasonOf(error: Error, token: string): { status: number | undefined; text: string } {
  let inner: unknown = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  const { status, statusCode, message, code } = inner as Record<string, unknown>
  const found = [status, statusCode].find((value) => typeof value === 'number')
  const said = [typeof code === 'string' ? code : '', typeof message === 'string' ? message : 'no reason given']
    .filter((part) => part !== '')
    .join(' ')
  // Services quote tokens whole, cut off, broken into lines or encoded once more; nothing that could be a part is kept.
  const clean = [token, ...token.split('.').filter((part) => part.length > 8)]
    .reduce((text, secret) => text.replaceAll(secret, '***'), said)
    .replaceAll(/[\w+/=-]{24,}/g, '***')
  return { status: found, text: `${found === undefined ? '' : `status ${found}, `}${escapeUntrusted(clean, 200)}` }
}
