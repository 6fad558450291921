// SPDX-License-Identifier: Apache-2.0
// Whom the command line is told to believe, and layouts that would believe anybody.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { encodeKeylessIdentity, identityOf, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { GITHUB_ISSUER } from '../../src/intoto/keys/github-issuer.ts'
import { embeddedRootFile } from '../../src/sigstore/embedded-roots.ts'
import { file, layoutOf, MALLORY, step } from '../support/chain.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { plain } from '../support/json.ts'

const ONE = 'https://github.com/o/r/.github/workflows/layout.yml@refs/heads/main'

describe('verify --identity', () => {
  const directory = directoryWith({
    'root.layout': Buffer.from(file(layoutOf([]), [MALLORY])).toString(),
    'github.json': Buffer.from(embeddedRootFile('github')).toString()
  })
  const verify = (...words: string[]): Promise<Ran> => cli(directory, ['verify', '-l', 'root.layout', ...words])
  test.each([
    [['--identity', 'https://github.com/**']],
    [['--identity', ONE, 'runner-enviroment=github-hosted']],
    [['--identity', 'runner-environment=github-hosted']],
    [['--identity', ONE, 'trusted-root=./x.json']],
    [['--identity', ONE, '']],
    [['--identity', ONE, '--trusted-root', 'mine=github']]
  ])('refuses %j before it looks at anything', async (words) => {
    const ran = await verify(...words)
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(/USAGE|#usage/i)])
  })
  test.each([
    [['--identity', ONE, 'runner-environment=github-hosted', 'trusted-root: custom']],
    [['--identity', ONE, '--trusted-root', 'mine=github.json', 'public-good']]
  ])('takes %j, and then that the layout is no bundle is the reason', async (words) => {
    const { status, stdout, stderr } = await verify(...words)
    expect(status).toBe(1)
    expect(stdout + stderr).toContain('LAYOUT_BUNDLE_REFUSED')
  })
})

test('layout sign refuses a layout whose functionary may be anybody, and signs one whose may not', async () => {
  const directory = directoryWith()
  await cli(directory, ['key', 'generate', '-o', 'owner'])
  const layoutBy = (text: string): Uint8Array => {
    const who = identityOf(GITHUB_ISSUER, { kind: 'pattern', text }, new Map())
    const keys = { [keylessKeyId(who)]: plain(encodeKeylessIdentity(who)) }
    return file(
      layoutOf([step('write', [], { pubkeys: [keylessKeyId(who)] })], { keys, expires: '2999-01-01T00:00:00Z' }),
      [MALLORY]
    )
  }
  const sign = (text: string): Promise<Ran> =>
    cli(
      directoryWith({
        'root.layout': Buffer.from(layoutBy(text)).toString(),
        owner: readFileSync(join(directory, 'owner'), 'utf8')
      }),
      ['layout', 'sign', 'root.layout', '-k', 'owner']
    )
  const wide = await sign('https://github.com/**/ci.yml@refs/heads/main')
  expect([wide.status, wide.stdout + wide.stderr]).toEqual([1, expect.stringContaining('LAYOUT_IDENTITY_TOO_WIDE')])
  expect((await sign('https://github.com/o/r/.github/workflows/*@**')).status).toBe(0)
})
