// SPDX-License-Identifier: Apache-2.0
// Which tokens are sent and which certificates used.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InTotoError } from '../../../../src/base/errors.ts'
import { httpPost } from '../../../../src/github/http-post.ts'
import { readJson } from '../../../../src/intoto/json/read-json.ts'
import { parseLink } from '../../../../src/intoto/link/parse-link.ts'
import { signLinkKeyless } from '../../../../src/stages/sign-link-keyless.ts'
import type { RanProgram } from '../../harness/run-program.ts'
import { askForCertificate, CLAIMS, COMMIT, instanceWithoutLog, type Judged } from './court.ts'

export async function otherRunsAreRefused({ court, stack }: Judged): Promise<void> {
  await court.tally.check('a certificate that names another run than the one that signs is not used', async () => {
    const directory = join(court.work, 'other-run')
    mkdirSync(directory)
    const link = parseLink(
      readJson(
        Buffer.from(
          JSON.stringify({
            _type: 'link',
            name: 'build',
            command: [],
            materials: {},
            products: { a: { sha256: 'a'.repeat(64) } },
            byproducts: {},
            environment: {}
          })
        ),
        { source: 'x', maxBytes: 1 << 20 }
      )
    ).link
    const request = {
      link,
      directory,
      serverUrl: 'https://github.com',
      token: await stack.token(CLAIMS),
      post: httpPost,
      instance: instanceWithoutLog(stack)
    }
    const own = { id: '1001', attempt: '1', repository: 'octo-org/octo-repo', repository_id: '1234567', commit: COMMIT }
    await signLinkKeyless({ ...request, run: own })
    for (const changes of [
      { id: '1002' },
      { attempt: '2' },
      { repository: 'octo-org/other' },
      { repository_id: '2' },
      { commit: 'b'.repeat(40) }
    ])
      await assert.rejects(
        signLinkKeyless({ ...request, run: { ...own, ...changes } }),
        (error) => error instanceof InTotoError && error.code === 'KEYLESS_IDENTITY_UNEXPECTED'
      )
  })
}

export async function otherAudiencesAreRefused({ court, stack, judged }: Judged): Promise<void> {
  await court.tally.check(
    'tokens for other audiences are not sent, and the authority would not take them',
    async () => {
      const file = join(judged.directory, 'root.layout')
      const output = join(court.work, 'audience.json')
      const tokenFile = join(court.work, 'token')
      const words = [
        'sign',
        '-f',
        file,
        '--keyless',
        '--sigstore=custom',
        `--fulcio-url=${stack.fulcioUrl}`,
        '-o',
        output
      ]
      const more = [
        `--timestamp-url=${stack.timestampUrl}`,
        `--rekor-url=${stack.logUrl}`,
        `--trusted-root=${judged.root}`
      ]
      for (const [audience, taken] of [
        [stack.fulcioUrl, true],
        ['sigstore', false],
        [`${stack.fulcioUrl}/`, false],
        ['https://fulcio.example.org', false]
      ] as const) {
        const token = await stack.token(CLAIMS, audience)
        writeFileSync(tokenFile, token)
        const ran = await court.cli([...words, ...more, `--identity-token=${tokenFile}`], judged.directory)
        assert.deepEqual([ran.status, existsSync(output)], [taken ? 0 : 2, taken], ran.text)
        if (!taken) assert.match(ran.text, /keyless_token_audience/)
        rmSync(output, { force: true })
        const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
        const { status } = await askForCertificate(stack, token, key)
        assert.equal(status < 300, taken, `the authority answered ${status} to a token for ${audience}`)
      }
    }
  )
}

export async function otherRunsAreRefusedByTheCommand({ court, stack, judged }: Judged): Promise<void> {
  await court.tally.check('nor by the command in a run', async () => {
    const file = join(judged.directory, 'root.layout')
    const words = ['sign', '-f', file, '--keyless', '--sigstore=custom', `--fulcio-url=${stack.fulcioUrl}`]
    const more = [
      `--timestamp-url=${stack.timestampUrl}`,
      `--rekor-url=${stack.logUrl}`,
      `--trusted-root=${judged.root}`
    ]
    const sign = (facts: Readonly<Record<string, string>>): Promise<RanProgram> =>
      court.asJob(stack, [...words, ...more, '-o', join(court.work, 'signed.json')], judged.directory, facts)
    const own = { GITHUB_RUN_ID: '1001', GITHUB_RUN_ATTEMPT: '1', GITHUB_REPOSITORY: 'octo-org/octo-repo' }
    const good = await sign({ ...own, GITHUB_SHA: COMMIT })
    assert.equal(good.status, 0, good.text)
    rmSync(join(court.work, 'signed.json'))
    const other = await sign({ ...own, GITHUB_RUN_ID: '1002' })
    assert.equal(other.status, 2, other.text)
    assert.match(other.text, /keyless_identity_unexpected/)
    assert.ok(!existsSync(join(court.work, 'signed.json')))
  })
}
