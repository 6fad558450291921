// SPDX-License-Identifier: Apache-2.0
import { PASSPHRASE_VARIABLE } from '../../src/base/passphrase-variable.ts'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { KeptStream } from '../../src/commands/kept-stream.ts'
import { exitStatusOf, runCommand, type CommandRequest, type CommandResult } from '../../src/commands/run-command.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

class Collector extends Writable {
  readonly chunks: Buffer[] = []
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk)
    done()
  }
  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }
}

const here = directoryWith()
async function shell(
  script: string,
  changes: Partial<CommandRequest> = {}
): Promise<{ result: CommandResult; stdout: Buffer; stderr: Buffer; milliseconds: number }> {
  const [stdout, stderr] = [new Collector(), new Collector()]
  const start = Date.now()
  const result = await runCommand({
    command: ['sh', '-c', script],
    directory: here,
    environment: { PATH: process.env['PATH'] },
    withheld: [PASSPHRASE_VARIABLE],
    streams: 'record',
    stdout,
    stderr,
    ...changes
  })
  return { result, stdout: stdout.bytes, stderr: stderr.bytes, milliseconds: Date.now() - start }
}

describe('a command', () => {
  test.each<[string, number]>([
    ['exit 0', 0],
    ['exit 3', 3],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137]
  ])('that ends with %j is reported as %i', async (script, status) =>
    expect(exitStatusOf((await shell(script)).result)).toBe(status)
  )
  test('has every byte of its streams passed on, and text of them kept', async () => {
    const { result, stdout, stderr } = await shell('printf "\\000\\377\\r\\n"; printf "\\303\\251" >&2')
    expect([...stdout]).toEqual([0, 255, 13, 10])
    expect(stderr.toString()).toBe('é')
    expect(result).toEqual({ ended: 'exited', status: 0, stdout: '\u0000\ufffd\r\n', stderr: 'é' })
  })
  test('has a byte order mark of its output kept', async () =>
    expect((await shell('printf "\\357\\273\\277a"')).result).toMatchObject({ stdout: '\ufeffa' }))
  test('that cannot be started is an error', async () =>
    expect((await rejectionOf(shell('', { command: ['./none'] }))).code).toBe('COMMAND_NOT_STARTED'))
  test.each<[string, string[]]>([
    ['a word that no program can take', ['true', 'a\u0000b']],
    ['no name', ['']],
    ['more words than a program can take', ['true', 'x'.repeat(1 << 22)]]
  ])('with %s is an error of its own', async (_name, command) =>
    expect((await rejectionOf(shell('', { command: command as [string] }))).code).toBe('COMMAND_NOT_STARTED')
  )
  test('may open its streams by their names', async () => {
    const { result, stdout, stderr } = await shell('echo a >/dev/stdout; echo b >/dev/stderr; echo c | tee /dev/stderr')
    expect([stdout.toString(), stderr.toString(), result.ended]).toEqual(['a\nc\n', 'b\nc\n', 'exited'])
  })
  test('leaves no named pipe behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => /^in-toto-\w{6}$/.test(name))
    await shell('true')
    expect(readdirSync(tmpdir()).filter((name) => /^in-toto-\w{6}$/.test(name))).toEqual(before)
  })
  test('does not see the passphrase, however it is spelled', async () => {
    const environment = {
      PATH: process.env['PATH'],
      IN_TOTO_KEY_PASSPHRASE: 'CANARY',
      In_Toto_Key_Passphrase: 'CANARY',
      KEPT: 'kept'
    }
    const text = (await shell('env', { environment })).stdout.toString()
    expect([text.includes('CANARY'), text.includes('KEPT=kept')]).toEqual([false, true])
  })
})

describe('what a command leaves running', () => {
  test('is not waited for, and what the command itself wrote late is there', async () => {
    const { result, milliseconds } = await shell('sleep 300 & sleep 0.7; head -c 1000000 /dev/zero')
    expect(result.ended === 'exited' && result.stdout.length).toBe(1_000_000)
    expect(milliseconds).toBeLessThan(100_000)
  })
  test('does not cost the output of a slow reader', async () => {
    const chunks: Buffer[] = []
    const stdout = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk)
        setTimeout(done, 100)
      }
    })
    const { result } = await shell('sleep 30 & head -c 600000 /dev/zero', { stdout })
    expect(result.ended === 'exited' && result.stdout.length).toBe(600_000)
    expect(Buffer.concat(chunks).length).toBe(600_000)
  })
})

describe('a time-out', () => {
  test('ends the command and what it started', async () => {
    const { result } = await shell('(sleep 1.2; touch late) & wait', { timeoutMs: 300 })
    expect([result.ended, exitStatusOf(result)]).toEqual(['timed-out', 124])
    await pause(1500)
    expect(readdirSync(here)).toEqual([])
  })
  test('longer than a timer can be does not fire at once', async () =>
    expect((await shell('exit 5', { timeoutMs: 1e12 })).result).toMatchObject({ ended: 'exited', status: 5 }))
})

test('a command that ends well after we were told to stop counts as killed', async () => {
  const running = shell('trap "exit 0" TERM; sleep 30 & wait')
  await pause(300)
  process.emit('SIGTERM', 'SIGTERM')
  expect((await running).result).toEqual({ ended: 'killed', signal: 'SIGTERM' })
  expect(process.listenerCount('SIGTERM')).toBe(0)
})

test('a command whose output nobody reads any more does not hang', async () => {
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) })
  const { milliseconds } = await shell('yes', { stdout })
  expect(milliseconds).toBeLessThan(100_000)
})

describe('a kept stream', () => {
  const kept = (most: number, ...chunks: string[]): string => {
    const stream = new KeptStream(most)
    for (const chunk of chunks) stream.add(Buffer.from(chunk))
    return stream.text()
  }
  test.each<[string, number, string[], string]>([
    ['what fits', 4, ['ab', 'cd'], 'abcd'],
    ['nothing of nothing', 4, [], ''],
    ['the start of what does not fit, and says so', 3, ['ab', 'cd'], 'abc\n[cut]\n'],
    ['that more came later', 2, ['ab', 'c'], 'ab\n[cut]\n'],
    ['no half of a character', 3, ['aéé'], 'aé\n[cut]\n'],
    ['no half of a long character', 4, ['a𝄞'], 'a\n[cut]\n'],
    ['characters that chunks divide', 9, ['é'], 'é']
  ])('holds %s', (_name, most, chunks, text) => expect(kept(most, ...chunks)).toBe(text))
  test('reads a character across two chunks', () => {
    const stream = new KeptStream()
    for (const byte of Buffer.from('é')) stream.add(Buffer.from([byte]))
    expect(stream.text()).toBe('é')
  })
})
