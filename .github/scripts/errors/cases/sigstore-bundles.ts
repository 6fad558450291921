// SPDX-License-Identifier: Apache-2.0
// Bundles that do not verify: links that workflows signed, of which a later job takes the products over.
import { MemoryGitHub } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { ISSUER, SUBJECT } from '../../../../__tests__/support/small-sigstore.ts'
import { linkBundleName } from '../../../../src/intoto/link/link-file-name.ts'
import { LINK_PREDICATE_TYPE, STATEMENT_TYPE } from '../../../../src/intoto/link/statement.ts'
import { bareIdentityId } from '../../../../src/stages/sign-link-keyless.ts'
import { zip } from '../../e2e/zip.ts'
import { digestOf } from '../chain.ts'
import type { ActionCase, Json } from '../error-case.ts'
import { bundleOf, rootOf, type SmallBundle } from '../small-bundles.ts'

const NAME = linkBundleName('build', bareIdentityId(ISSUER, SUBJECT))

const STATEMENT = {
  _type: STATEMENT_TYPE,
  subject: [{ name: 'dist/a.js', digest: digestOf('a') }],
  predicateType: LINK_PREDICATE_TYPE,
  predicate: { name: 'build', command: ['make'], materials: [], byproducts: {}, environment: {} }
}

/** A job that takes over from `build`, whose link is in that bundle. */
function takesOver(code: string, bundle: () => unknown, root: string | Json = rootOf()): ActionCase {
  return {
    code,
    action: 'actions/begin',
    act: () => {
      const github = new MemoryGitHub()
      const content = Buffer.from(JSON.stringify(bundle()))
      github.add('10', 'in-toto.build.build.0.1', zip([{ name: NAME, content }]))
      return new MemoryJob(github, { GITHUB_JOB: 'test' }).begin({
        'step-name': 'test',
        materials: '.',
        'take-over': 'build',
        'trusted-root': typeof root === 'string' ? root : JSON.stringify(root)
      })
    }
  }
}

/** A good bundle with something else among what verifies its signature. */
function withMaterial(change: (material: SmallBundle['verificationMaterial']) => Json): unknown {
  const { verificationMaterial, ...bundle } = bundleOf(STATEMENT)
  return { ...bundle, verificationMaterial: { ...verificationMaterial, ...change(verificationMaterial) } }
}

export const SIGSTORE_BUNDLE_CASES: readonly ActionCase[] = [
  takesOver('BUNDLE_NOT_ENVELOPE', () => {
    const { dsseEnvelope: _envelope, ...bundle } = bundleOf(STATEMENT)
    const messageDigest = { algorithm: 'SHA2_256', digest: Buffer.alloc(32).toString('base64') }
    return { ...bundle, messageSignature: { messageDigest, signature: Buffer.alloc(64).toString('base64') } }
  }),
  takesOver('BUNDLE_PAYLOAD_TYPE', () => bundleOf(STATEMENT, { payloadType: 'application/vnd.cyclonedx+json' })),
  takesOver('BUNDLE_SIGNATURE', () => {
    const { dsseEnvelope, ...bundle } = bundleOf(STATEMENT, { payloadType: 'text/plain' })
    return { ...bundle, dsseEnvelope: { ...dsseEnvelope, payloadType: 'application/vnd.in-toto+json' } }
  }),
  takesOver('BUNDLE_CERTIFICATE', () => bundleOf(STATEMENT), 'public-good'),
  takesOver('BUNDLE_IDENTITY', () => bundleOf(STATEMENT, { subjects: [SUBJECT, SUBJECT.replace('ci.yml', 'x.yml')] })),
  takesOver('BUNDLE_TIMESTAMP', () => withMaterial(() => ({ tlogEntries: [] })), 'github'),
  takesOver('BUNDLE_LOG', () => withMaterial(() => ({ tlogEntries: [] }))),
  takesOver('BUNDLE_LOG_ENTRY_OTHER', () =>
    withMaterial(() => ({ tlogEntries: bundleOf({ a: 'another' }).verificationMaterial.tlogEntries }))
  ),
  takesOver(
    'BUNDLE_LOG_KEY_TIME',
    () => bundleOf(STATEMENT, { entry: 'hashedrekord' }),
    rootOf({ start: '2020-01-01T00:00:00Z', end: '2026-01-01T00:00:00Z' })
  ),
  takesOver('BUNDLE_LOG_KIND', () => bundleOf(STATEMENT, { entry: 'dsse' })),
  takesOver('BUNDLE_UNVERIFIED', () =>
    withMaterial(() => ({ certificate: { rawBytes: Buffer.from('no certificate').toString('base64') } }))
  )
]
