// SPDX-License-Identifier: Apache-2.0
// sigstore-python judges what we sign, and we judge what it signs.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { identityMismatches, identityOf } from '../../../../src/intoto/keys/keyless-identity.ts'
import { BundleVerifier } from '../../../../src/sigstore/bundle-verifier.ts'
import { readTrustedRoot } from '../../../../src/sigstore/trusted-root.ts'
import { CLAIMS, IDENTITY, ISSUER, OFFLINE, type Judged } from './court.ts'

const LIBRARY = `
import sys, json
from sigstore.models import Bundle, ClientTrustConfig
from sigstore.verify import Verifier
from sigstore.verify.policy import AllOf, Identity
trust = ClientTrustConfig.from_json(open(sys.argv[1]).read())
verifier = Verifier(trusted_root=trust.trusted_root)
for path in sys.argv[4:]:
    bundle = Bundle.from_json(open(path).read())
    kind, payload = verifier.verify_dsse(bundle, Identity(identity=sys.argv[2], issuer=sys.argv[3]))
    print(kind, json.loads(payload)["predicateType"])
`

/** It verifies our bundles, as a library and as a command. */
export async function pythonVerifiesOurBundles({ court, judged, bundles, trust }: Judged): Promise<void> {
  await court.tally.check('sigstore-python, the library, verifies our bundles', async () => {
    const { status, text } = await court.run(
      court.python,
      ['-c', LIBRARY, trust, IDENTITY, ISSUER, ...bundles],
      court.work,
      OFFLINE
    )
    assert.equal(status, 0, text)
    assert.equal(
      text.match(/application\/vnd\.in-toto\+json https:\/\/in-toto\.io\/attestation\/link\/v0\.3/g)?.length,
      4
    )
  })
  await court.tally.check('and refuses them for another identity', async () => {
    const { status, text } = await court.run(
      court.python,
      ['-c', LIBRARY, trust, `${IDENTITY}x`, ISSUER, ...bundles],
      court.work,
      OFFLINE
    )
    assert.notEqual(status, 0, text)
  })
  await court.tally.check(
    'sigstore-python, the command, verifies our bundle of the package by its product',
    async () => {
      const bundle = bundles.find((path) => basename(path).startsWith('package.')) ?? ''
      const product = join(judged.directory, 'project/greeter-1.0.0.tgz')
      const words = ['--trust-config', trust, 'verify', 'identity', '--offline', '--bundle', bundle]
      const wanted = ['--cert-identity', IDENTITY, '--cert-oidc-issuer', ISSUER]
      const { status, text } = await court.run(
        court.python,
        ['-m', 'sigstore', ...words, ...wanted, product],
        court.work,
        OFFLINE
      )
      assert.equal(status, 0, text)
      const other = join(judged.directory, 'project/package.json')
      const refused = await court.run(court.python, ['-m', 'sigstore', ...words, ...wanted, other], court.work, OFFLINE)
      assert.notEqual(refused.status, 0)
    }
  )
}

/** We verify its signatures over files and attestations. */
export async function weVerifySigstorePython({ court, stack, trust }: Judged): Promise<void> {
  const trustedRoot = readTrustedRoot(Buffer.from(JSON.stringify(stack.trustedRoot)), 'trusted root')
  const verifier = new BundleVerifier([trustedRoot])
  const expected = identityOf(ISSUER, { kind: 'exact', text: IDENTITY }, new Map())
  await court.tally.check('we verify what sigstore-python signs, files and attestations', async () => {
    const file = join(court.work, 'file.txt')
    writeFileSync(file, 'signed by somebody else')
    const token = await stack.token(CLAIMS)
    // It checks the audience of the token, and this flag names it.
    const given = ['--identity-token', token, '--oidc-client-id', stack.fulcioUrl]
    const signed = await court.run(
      court.python,
      ['-m', 'sigstore', '--trust-config', trust, 'sign', ...given, '--bundle', `${file}.json`, file],
      court.work
    )
    assert.equal(signed.status, 0, signed.text)
    const certificate = verifier.verifyArtifact(readFileSync(`${file}.json`), readFileSync(file), 'file')
    assert.deepEqual(identityMismatches(expected, certificate), [])
    assert.throws(() => verifier.verifyArtifact(readFileSync(`${file}.json`), Buffer.from('other'), 'file'))
    const predicate = join(court.work, 'predicate.json')
    writeFileSync(
      predicate,
      JSON.stringify({
        buildDefinition: { buildType: 'x', externalParameters: {}, internalParameters: {}, resolvedDependencies: [] },
        runDetails: {
          builder: { id: 'x', builderDependencies: [], version: {} },
          metadata: { invocationId: 'x' },
          byproducts: []
        }
      })
    )
    const words = [
      'attest',
      '--identity-token',
      await stack.token(CLAIMS),
      '--oidc-client-id',
      stack.fulcioUrl,
      '--predicate',
      predicate,
      '--predicate-type',
      'https://slsa.dev/provenance/v1'
    ]
    const attested = await court.run(
      court.python,
      ['-m', 'sigstore', '--trust-config', trust, ...words, '--bundle', `${file}.att.json`, file],
      court.work
    )
    assert.equal(attested.status, 0, attested.text)
    const { payload } = verifier.verifyEnvelope(readFileSync(`${file}.att.json`), 'attestation')
    const { subject } = JSON.parse(Buffer.from(payload).toString()) as { subject: { digest: { sha256: string } }[] }
    assert.equal(subject[0]?.digest.sha256, createHash('sha256').update(readFileSync(file)).digest('hex'))
  })
}
