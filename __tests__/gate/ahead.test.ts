// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { Ahead } from '../../src/gate/ahead.ts'
import { GateError } from '../../src/gate/codes.ts'
import type { GateRun } from '../../src/gate/gate-run.ts'
import type { GateServer } from '../../src/gate/gate-server.ts'
import { listedAhead } from '../../src/gate/listed-ahead.ts'
import { gateRun } from '../support/gate-run.ts'
import { MemoryGitHub, untilAborted } from '../support/memory-github.ts'
import { rejectionOf } from '../support/errors.ts'

const INPUTS = { layout: 'root.layout', layoutRef: 'head', token: 't' }
const fails = (code: 'GITHUB_FORBIDDEN' | 'GITHUB_NOT_FOUND'): Promise<never> =>
  Promise.reject(new GateError(code, code))

describe('what is asked ahead', () => {
  test('fails for whoever waits for it, and for nobody else', async () => {
    const ahead = new Ahead(INPUTS, gateRun(), { connect: () => fails('GITHUB_FORBIDDEN') })
    void ahead.ask(fails('GITHUB_NOT_FOUND'))
    await ahead.sent()
    await ahead.end()
    expect((await rejectionOf(ahead.layout)).code).toBe('GITHUB_FORBIDDEN')
  })
  test('is over when also that is which was asked for behind it', async () => {
    const ahead = new Ahead(INPUTS, gateRun(), { connect: () => fails('GITHUB_FORBIDDEN') })
    const over: string[] = []
    const turns = async (name: string): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
      over.push(name)
    }
    void ahead.ask(turns('first').then(() => void ahead.ask(turns('behind it'))))
    await ahead.end()
    expect(over).toEqual(['first', 'behind it'])
  })
  test('is given up at the end, and none of it is under way any more then', async () => {
    const over: string[] = []
    let server = new MemoryGitHub().server()
    const connect = (_run: GateRun, _token: string, signal: AbortSignal): Promise<GateServer> => {
      server = {
        ...server,
        resolveCommit: () =>
          untilAborted(signal).finally(() => {
            over.push('layout')
          })
      }
      return Promise.resolve(server)
    }
    const ahead = new Ahead(INPUTS, gateRun(), { connect })
    await ahead.sent()
    expect(over).toEqual([])
    await ahead.end()
    expect(over).toEqual(['layout'])
    expect((await rejectionOf(ahead.layout)).code).toBe('GITHUB_UNAVAILABLE')
  })
})

describe('a list that is asked for ahead', () => {
  const artifact = (name: string) => ({ id: name, name, size: 1, digest: undefined })
  const sourceOf = (list: () => Promise<ReturnType<typeof artifact>[]>) => ({
    ...new MemoryGitHub().server(),
    links: () => Promise.resolve({ list, unpack: () => Promise.resolve({ directory: '/d', files: ['f'] }) })
  })
  const asked: Promise<unknown>[] = []
  const ahead = {
    ask: <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      asked.push(answer.catch(() => undefined))
      return answer
    }
  }
  const place = { runId: '1', temporary: '/t', ahead }

  test('is of one look, and gives what begins as it is asked for', async () => {
    let looks = 0
    const server = sourceOf(() => {
      looks += 1
      return Promise.resolve(['a.1', 'b.1', 'c.1'].map(artifact))
    })
    const source = await listedAhead(server, place)
    expect(looks).toBe(1)
    expect((await source.list('a.', 'c.')).map(({ name }) => name)).toEqual(['a.1', 'c.1'])
    expect([await source.list('x'), looks]).toEqual([[], 1])
    expect(await source.unpack(artifact('a.1'))).toEqual({ directory: '/d', files: ['f'] })
  })
  test('fails when it is asked for, and not before', async () => {
    const source = await listedAhead(
      sourceOf(() => fails('GITHUB_NOT_FOUND')),
      place
    )
    await Promise.all(asked)
    expect((await rejectionOf(source.list('a'))).code).toBe('GITHUB_NOT_FOUND')
  })
})
