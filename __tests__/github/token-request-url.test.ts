// SPDX-License-Identifier: Apache-2.0
// Where an identity token may be requested from. Whoever can set the URL chooses who signs, so the attacks come first.
import { describe, expect, test } from '@jest/globals'
import {
  expectedTokenRequestUrl,
  judgeTokenRequestUrl,
  type TokenRequestUrlFault
} from '../../src/github/token-request-url.ts'

const GITHUB = 'https://github.com'
const GHES = 'https://ghes.example.org'
const CANARY = 'canary5f0c1d7e9b'

const faultOf = (address: string, server: string): TokenRequestUrlFault | 'none' => {
  const judged = judgeTokenRequestUrl(address, server)
  return judged.kind === 'refused' ? judged.fault : 'none'
}

describe('a token request URL that is refused', () => {
  test.each<[string, TokenRequestUrlFault]>([
    // Other hosts that look like GitHub's.
    ['https://x.actions.githubusercontent.com.evil.org/', 'host'],
    ['https://evilactions.githubusercontent.com/', 'host'],
    ['https://actions.githubusercontent.com/', 'host'],
    ['https://actions.githubusercontent.com.evil.org/', 'host'],
    ['https://x-actions.githubusercontent.com/', 'host'],
    ['https://raw.githubusercontent.com/', 'host'],
    ['https://githubusercontent.com/', 'host'],
    ['https://github.com/', 'host'],
    ['https://gist.github.com/', 'host'],
    ['https://evil.org/?x=.actions.githubusercontent.com', 'host'],
    ['https://evil.org/x.actions.githubusercontent.com', 'host'],
    ['https://evil.org#.actions.githubusercontent.com', 'host'],
    ['https://evil.org?@x.actions.githubusercontent.com', 'host'],
    ['https://evil.org\\@x.actions.githubusercontent.com/', 'host'],
    ['https://evil.org\\.actions.githubusercontent.com/', 'host'],
    // Other letters that look like ours.
    ['https://x.actions.githubuserc\u043entent.com/', 'host'],
    ['https://x.\u0430ctions.githubusercontent.com/', 'host'],
    ['https://x.xn--ctions-2nf.githubusercontent.com/', 'host'],
    // Names in which a label is empty.
    ['https://x.actions.githubusercontent.com./', 'host'],
    ['https://x.actions.githubusercontent.com../', 'host'],
    ['https://.actions.githubusercontent.com/', 'host'],
    ['https://x..actions.githubusercontent.com/', 'host'],
    // This machine, and machines near it.
    ['https://127.0.0.1/', 'host'],
    ['https://2130706433/', 'host'],
    ['https://0x7f.1/', 'host'],
    ['https://localhost/', 'host'],
    ['https://[::1]/', 'host'],
    ['https://169.254.169.254/', 'host'],
    // A user before the host.
    ['https://actions.githubusercontent.com@evil.org/', 'credentials'],
    ['https://x.actions.githubusercontent.com:443@evil.org/', 'credentials'],
    ['https://user@x.actions.githubusercontent.com/', 'credentials'],
    ['https://:password@x.actions.githubusercontent.com/', 'credentials'],
    // Ports.
    ['https://x.actions.githubusercontent.com:8443/', 'port'],
    ['https://x.actions.githubusercontent.com:80/', 'port'],
    // Other schemes.
    ['http://x.actions.githubusercontent.com/', 'scheme'],
    ['http://x.actions.githubusercontent.com:443/', 'scheme'],
    ['http://127.0.0.1:4711/token', 'scheme'],
    ['HTTP://X.ACTIONS.GITHUBUSERCONTENT.COM/', 'scheme'],
    ['wss://x.actions.githubusercontent.com/', 'scheme'],
    ['ftp://x.actions.githubusercontent.com/', 'scheme'],
    ['file://x.actions.githubusercontent.com/', 'scheme'],
    ['x.actions.githubusercontent.com:443', 'scheme'],
    ['data:,https://x.actions.githubusercontent.com/', 'scheme'],
    // What is not a URL at all.
    ['', 'unreadable'],
    ['nowhere', 'unreadable'],
    ['//x.actions.githubusercontent.com/', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://x.actions.githubusercontent.com:99999/', 'unreadable'],
    ['https://x%00.actions.githubusercontent.com/', 'unreadable']
  ])('on github.com: %s', (address, fault) => expect(faultOf(address, GITHUB)).toBe(fault))

  test.each<[string, string, TokenRequestUrlFault]>([
    ['another server', 'https://evil.org/', 'host'],
    ['a name that ends alike', 'https://evilghes.example.org/', 'host'],
    ['the domain above', 'https://example.org/', 'host'],
    ['a sibling', 'https://other.example.org/', 'host'],
    ['a name that begins alike', 'https://ghes.example.org.evil.org/', 'host'],
    ['a dot at the end', 'https://ghes.example.org./', 'host'],
    ['a dot at the beginning', 'https://.ghes.example.org/', 'host'],
    ["the token hosts of github.com, which are not the server's", 'https://x.actions.githubusercontent.com/', 'host'],
    ['a port', 'https://ghes.example.org:8443/', 'port'],
    ['a user', 'https://ghes.example.org@evil.org/', 'credentials'],
    ['no https', 'http://ghes.example.org/', 'scheme']
  ])('on a server of your own: %s', (_what, address, fault) => expect(faultOf(address, GHES)).toBe(fault))

  test.each([
    'http://github.com',
    'http://127.0.0.1:4711',
    'http://ghes.example.org',
    'github.com',
    'ftp://github.com',
    'data:,https://github.com',
    '',
    'nowhere'
  ])('on %s, which is not a server by https', (server) => {
    const host = URL.canParse(server) ? new URL(server).hostname : ''
    for (const address of ['https://x.actions.githubusercontent.com/', `https://${host}/`, 'https://evil.org/', ''])
      expect(faultOf(address, server)).toBe('server')
  })
  test('whatever dots stand around the server', () => {
    for (const server of ['https://github.com.', 'https://.github.com', 'https://ghes..example.org'])
      for (const address of [`${server}/`, 'https://x.actions.githubusercontent.com/', 'https://ghes.example.org/'])
        expect(faultOf(address, server)).toBe('host')
  })
})

describe('a token request URL that is accepted', () => {
  test.each<[string, string, string]>([
    [
      'https://run-actions-1-azure-eastus.actions.githubusercontent.com/90//idtoken/1/2?api-version=2.0',
      GITHUB,
      'https://run-actions-1-azure-eastus.actions.githubusercontent.com/90//idtoken/1/2?api-version=2.0'
    ],
    [
      'https://pipelines.actions.githubusercontent.com/x',
      `${GITHUB}/`,
      'https://pipelines.actions.githubusercontent.com/x'
    ],
    ['https://a.b.actions.githubusercontent.com/', 'https://GitHub.com', 'https://a.b.actions.githubusercontent.com/'],
    ['https://x.actions.githubusercontent.com:443/', GITHUB, 'https://x.actions.githubusercontent.com/'],
    // Other spellings of a host of GitHub's: what was judged is what is asked.
    ['HTTPS://X.ACTIONS.GitHubUserContent.com/', GITHUB, 'https://x.actions.githubusercontent.com/'],
    ['https:\\\\x.actions.githubusercontent.com\\a', GITHUB, 'https://x.actions.githubusercontent.com/a'],
    ['https://x.actions.githubusercontent\u3002com/', GITHUB, 'https://x.actions.githubusercontent.com/'],
    [' https://x.actions.githubuser\ncontent.com/ ', GITHUB, 'https://x.actions.githubusercontent.com/'],
    ['https://ghes.example.org/_services/pipelines/x', GHES, 'https://ghes.example.org/_services/pipelines/x'],
    ['https://pipelines.ghes.example.org/', `${GHES}/`, 'https://pipelines.ghes.example.org/'],
    ['https://pipelines.actions.acme.ghe.com/', 'https://acme.ghe.com', 'https://pipelines.actions.acme.ghe.com/'],
    ['https://ghes/', 'https://ghes:8443', 'https://ghes/']
  ])('%s on %s', (address, server, asked) => {
    const judged = judgeTokenRequestUrl(address, server)
    expect([judged.kind, judged.kind === 'accepted' ? judged.url.href : undefined]).toEqual(['accepted', asked])
  })
})

describe('what is said of a token request URL', () => {
  test.each([
    [`https://evil.org:1/${CANARY}?token=${CANARY}#${CANARY}`, 'https://evil.org:1'],
    [`https://${CANARY}:${CANARY}@evil.org/`, 'https://evil.org'],
    [`http://127.0.0.1:4711/?${CANARY}`, 'http://127.0.0.1:4711'],
    [`data:${CANARY}`, 'data:'],
    [`x://${CANARY}@evil%0a.org/${CANARY}`, 'x://evil%0a.org'],
    [`nowhere ${CANARY}`, '']
  ])('%# is where it leads, and nothing that may be a secret', (address, origin) =>
    expect(judgeTokenRequestUrl(address, GITHUB)).toEqual({ kind: 'refused', fault: expect.any(String), origin })
  )
  test('is short', () => {
    const judged = judgeTokenRequestUrl(`x://${'a'.repeat(5000)}`, GITHUB)
    expect(judged.kind === 'refused' && judged.origin.length < 150).toBe(true)
  })
  test('names what is expected', () => {
    expect(expectedTokenRequestUrl(GITHUB)).toContain('below actions.githubusercontent.com')
    expect(expectedTokenRequestUrl(GHES)).toContain('ghes.example.org')
  })
})
