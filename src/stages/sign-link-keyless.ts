// SPDX-License-Identifier: Apache-2.0
// A link that the workflow itself signs: a Statement in a Sigstore bundle. The certificate that came is read back and
// compared with the run, so that a stage does not store evidence of somebody else.
import { Buffer } from 'node:buffer'
import { join } from 'node:path'
import { StagesError } from './codes.ts'
import { demandReadableStatement } from './demand-readable.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { PAYLOAD_TYPE } from '../intoto/envelope/payload-type.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { identityOf, keylessKeyId, type CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import type { Link } from '../intoto/link/link.ts'
import { linkBundleName } from '../intoto/link/link-file-name.ts'
import type { RunBinding, RunFact } from '../intoto/link/run-binding.ts'
import { encodeStatement } from '../intoto/link/statement.ts'
import { certifiedRun } from '../intoto/verification/keyless-link.ts'
import type { HttpPost } from '../sigstore/http-post.ts'
import type { SigstoreInstance } from '../sigstore/instance.ts'
import { signKeyless } from '../sigstore/keyless-signer.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { checkStepName } from './write-link.ts'

export interface SignLinkRequest {
  readonly link: Link
  readonly directory: string
  /** What stands before the name of a repository, like `https://github.com`. */
  readonly serverUrl: string
  readonly token: string
  readonly instance: SigstoreInstance
  readonly post: HttpPost
  /** The run that the certificate must name; undefined outside of runs. */
  readonly run: RunBinding | undefined
}

export interface SignedLink {
  readonly path: string
  readonly certificate: CertificateIdentity
}

/** What the certificate tells of a run, and what a run knows of itself. */
const COMPARED: readonly RunFact[] = ['id', 'attempt', 'repository', 'repository_id', 'commit']

/** @throws KEYLESS_ and BUNDLE_ codes, STATEMENT_WITHOUT_SUBJECT, STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
export async function signLinkKeyless(request: SignLinkRequest): Promise<SignedLink> {
  const { link, directory, serverUrl, token, instance, post, run } = request
  checkStepName(link.name)
  const payload = Buffer.from(writeJson(encodeStatement(link, serverUrl)))
  demandReadableStatement(link.name, payload)
  const { bundle, certificate } = await signKeyless({ payload, payloadType: PAYLOAD_TYPE, token, instance, post })
  if (run !== undefined) checkSigningRun(certificate, run)
  const { issuer, subject } = certificate
  const path = join(directory, linkBundleName(link.name, bareIdentityId(issuer, subject)))
  writeFileAtomically(path, bundle)
  return { path, certificate }
}

/** The id by which bundles are named: of the identity alone, without what a layout may demand besides. */
export function bareIdentityId(issuer: string, subject: string): ReturnType<typeof keylessKeyId> {
  return keylessKeyId(identityOf(issuer, { kind: 'exact', text: subject }, new Map()))
}

/** A certificate must name the run that signs with it. @throws KEYLESS_IDENTITY_UNEXPECTED */
export function checkSigningRun(certificate: CertificateIdentity, run: RunBinding): void {
  const read = certifiedRun(certificate)
  const certified = read === 'malformed' ? undefined : read
  const differences = COMPARED.flatMap((fact) => {
    const [expected, found] = [run[fact], certified?.[fact]]
    if (expected === undefined || expected === found) return []
    return [`${fact} ${quoteUntrusted(found ?? 'none')} instead of ${quoteUntrusted(expected)}`]
  })
  if (differences.length === 0) return
  throw new StagesError(
    'KEYLESS_IDENTITY_UNEXPECTED',
    `The certificate of ${quoteUntrusted(certificate.subject)} names another run: ${differences.join(', ')}.`,
    {
      hint: 'Something gave this job the identity of another run. Nothing was stored. Find the workflow step that sets ACTIONS_ID_TOKEN_REQUEST_URL or its token, or what answers at `fulcio-url` if you set it, and run the job again.'
    }
  )
}
