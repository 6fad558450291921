// SPDX-License-Identifier: Apache-2.0
// What the library for workflow artifacts prints while it runs cannot start a command of the runner.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setSecret, warning } from '@actions/core'
import { withHarmlessLog } from '../../src/github/library-log.ts'
import { RunArtifacts } from '../../src/github/run-artifacts.ts'
import { ArtifactService } from '../support/artifact-service.ts'
import { directoryWith } from '../support/directory.ts'
import { json } from '../support/faulty-service.ts'

const service = new ArtifactService()
beforeAll(() => service.start())
afterAll(() => service.stop())

class Log {
  text = ''
  write = (chunk: string | Uint8Array): boolean => {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    return true
  }
}

/** Lines as the runner sees them that it would take for commands. */
const commands = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => /^[\s\u0085]*::|##\[/.test(line))

async function printed(...chunks: readonly (string | Uint8Array)[]): Promise<string> {
  const log = new Log()
  await withHarmlessLog(async () => {
    for (const chunk of chunks) log.write(chunk)
  }, log)
  return log.text
}

describe('what is printed', () => {
  test.each([
    'Attempt 1 failed: \n::set-output name=a::b\n',
    'Attempt 1 failed: \r::stop-commands::x\r\n',
    'Attempt 1 failed: \r\n  ::add-path::/tmp\n',
    'Attempt 1 failed: \n\u0085::save-state name=a::b\n',
    'Attempt 1 failed: ##[set-output name=a]b\n',
    'Attempt 1 failed: x\n::add-mask::a\n',
    '::set-output name=a::b\n',
    '::stop-commands::x\n',
    '::group\n::set-env name=A::b\n',
    '::warning::a\n::set-env name=A::b\n'
  ])('starts no command: %j', async (text) => expect(commands(await printed(text))).toEqual([]))

  test.each([
    [['a\n:', ':set-output name=a::b\n']],
    [['a\n', ':', ':', 'stop-commands::x']],
    [['a\n ', '::warning::x\n::group::y\n']],
    [[Buffer.from('\u00e9a\n:').subarray(0, 1), Buffer.from('\u00e9a\n:').subarray(1), '##', '[add-path]x']]
  ])('starts no command in pieces: %j', async (chunks) => expect(commands(await printed(...chunks))).toEqual([]))

  test('comes whole, in whatever pieces', async () => {
    const bytes = Buffer.from('caf\u00e9 \u{1f600}\nend')
    expect(await printed(...Array.from(bytes, (_, index) => bytes.subarray(index, index + 1)))).toBe(
      'caf\u00e9 \u{1f600}\nend\n'
    )
  })

  test.each(['::add-mask::s%0Ag\n', '::debug::a ##[b\r\n', '::warning title=a::b\n', '::error::a\n'])(
    'is left alone where it is a command of the library: %j',
    async (text) => expect(await printed(text)).toBe(text)
  )

  test('is plain text otherwise, as it is', async () =>
    expect(await printed('Found 3 artifact(s)\n', 'Uploaded bytes 5\n')).toBe(
      'Found 3 artifact(s)\nUploaded bytes 5\n'
    ))

  test('starts no command when the call is over, however calls overlap or fail', async () => {
    const log = new Log()
    let finish = (): void => {}
    const first = withHarmlessLog(() => new Promise<void>((done) => (finish = done)), log)
    await expect(withHarmlessLog(() => Promise.reject(new Error('x')), log)).rejects.toThrow('x')
    log.write('\n::set-output name=a::b\n')
    finish()
    await first
    log.write('open /tmp/a##[set-output name=a;]b\n::set-output name=a::b\n')
    expect(commands(log.text)).toEqual([])
  })

  test('leaves our own log as it is, before and after', async () => {
    const log = new Log()
    await withHarmlessLog(() => Promise.resolve(), log)
    const own = ['::group::Take over\n', '::endgroup::\n', '::error title=A::b%0Afix: c\n']
    for (const text of own) log.write(text)
    expect(log.text).toBe(own.join(''))
  })
})

describe('the library itself', () => {
  /** What the process prints meanwhile. */
  async function logOf(call: () => Promise<unknown>): Promise<string> {
    const log = new Log()
    const write = process.stdout.write.bind(process.stdout)
    const kept = { ...process.env }
    Object.assign(process.env, service.environment)
    process.stdout.write = log.write
    try {
      await call().catch(() => undefined)
    } finally {
      process.stdout.write = write
      for (const name of Object.keys(service.environment)) delete process.env[name]
      Object.assign(process.env, kept)
    }
    return log.text
  }

  test('prints what the service answers where it tries again, and nothing of that is a command', async () => {
    const directory = directoryWith({ 'a.link': '{}' })
    service.holding(Buffer.from('zip'))
    service.on('CreateArtifact', (response, call) =>
      call === 1
        ? json(response, { msg: 'busy\n::set-output name=a::b\n##[add-path]x' }, 503)
        : json(response, { ok: false })
    )
    const upload = { name: 'a', files: [join(directory, 'a.link')], root: directory, retentionDays: 0 }
    const text = await logOf(() => new RunArtifacts(directory).upload(upload))
    expect(text).toContain('busy')
    expect(commands(text).filter((line) => !/^::(?:debug|warning)::/.test(line))).toEqual([])
  })

  test('still masks the signed address of an upload', async () => {
    const directory = directoryWith({ 'a.link': '{}' })
    service.on('CreateArtifact', (response) =>
      json(response, { ok: true, signed_upload_url: `${service.service.origin}/nowhere?sig=canaryOfAnUpload` })
    )
    const text = await logOf(async () => {
      const artifacts = new RunArtifacts(directory, {
        client: {
          // What the library does with an address, and with an error.
          uploadArtifact: () => {
            setSecret('canaryOfAnUpload')
            warning('a\n::set-output name=a::b')
            return Promise.resolve({})
          }
        }
      })
      await artifacts.upload({ name: 'a', files: [], root: directory, retentionDays: 0 })
    })
    expect(text).toContain('::add-mask::canaryOfAnUpload\n')
    expect(commands(text)).toHaveLength(2)
  })
})
