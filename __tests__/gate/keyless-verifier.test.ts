// SPDX-License-Identifier: Apache-2.0
// Who needs a trusted root: nobody but those for whom identities sign, as it is fetched from elsewhere.
import { expect, test } from '@jest/globals'
import type { TrustedLayout } from '../../src/gate/findings.ts'
import { keylessVerifier } from '../../src/gate/keyless-verifier.ts'
import { readVerifyInputs } from '../../src/gate/verify-inputs.ts'
import { encodeKeylessIdentity, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { writtenIdentity } from '../../src/intoto/keys/written-identity.ts'
import { LayoutFile } from '../../src/intoto/layout/layout-file.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { plain } from '../support/json.ts'
import { HEAD, LAYOUT, MemoryGitHub } from '../support/memory-github.ts'
import { GATE } from '../support/memory-job.ts'
import { layoutFile, layoutWith, TOKEN } from '../support/two-steps.ts'

const IDENTITY = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
const ci = writtenIdentity(IDENTITY)
const keyless = layoutWith({ keys: { [keylessKeyId(ci)]: plain(encodeKeylessIdentity(ci)) } })

test.each<[string, Uint8Array, Readonly<Record<string, string>>, boolean]>([
  ['keys of functionaries', layoutFile, {}, false],
  ['identities of functionaries', keyless, {}, true],
  ['identities of owners', layoutFile, { 'layout-keys': 'none', 'layout-identities': IDENTITY }, true],
  ['links in a directory, which may bring layouts', layoutFile, { links: './links' }, true],
  ['a layout that cannot be read, which verification says', Buffer.from('{'), {}, false]
])('%s (%#)', async (_what, bytes, given, isAsked) => {
  const github = new MemoryGitHub()
  const inputs = { ...GATE, 'github-token': TOKEN, 'trusted-root': '.in-toto/root.json', ...given }
  const layout: TrustedLayout = {
    source: { owner: 'o', repo: 'r', ref: 'heads/main', reason: '' },
    document: new LayoutFile(bytes, LAYOUT, NODE_BYTES),
    report: { path: LAYOUT, repository: 'o/r', commit: HEAD, blob: '', digest: '', reason: '' }
  }
  const verifier = keylessVerifier(readVerifyInputs(new FakeRunner('action.yml', inputs)), layout, {
    server: github.server(),
    get: () => Promise.reject(new Error('asked'))
  })
  if (isAsked) await expect(verifier).rejects.toMatchObject({ code: 'GITHUB_NOT_FOUND' })
  else expect(await verifier).toBeUndefined()
  expect(github.fetched).toEqual(isAsked ? [`${HEAD}:.in-toto/root.json`] : [])
})
