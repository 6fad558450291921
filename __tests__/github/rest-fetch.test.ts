// SPDX-License-Identifier: Apache-2.0
// How the REST interface is reached: bounds, redirections, connections.
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { restClient } from '../../src/github/rest.ts'
import { restFetch } from '../../src/github/rest-fetch.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { rejectionOf } from '../support/errors.ts'
import { FaultyService, json } from '../support/faulty-service.ts'

const service = new FaultyService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => {
  service.asked.length = 0
})

const POLICY = { attempts: 2, firstWaitMs: 1, longestWaitMs: 2 }
const get = (timeoutMs = 60_000): Promise<unknown> =>
  restClient({ apiUrl: service.origin, token: 't', policy: POLICY, timeoutMs }).call({
    route: 'GET /x',
    parameters: {},
    what: 'x',
    permission: 'actions: read'
  })

describe('a call that nobody needs any more', () => {
  const SLOW = { attempts: 4, firstWaitMs: 60_000, longestWaitMs: 60_000 }
  const CALL = { route: 'GET /x', parameters: {}, what: 'x', permission: 'actions: read' }
  const CODE = { code: 'GITHUB_UNAVAILABLE' }

  test.each<[string, (response: ServerResponse) => void]>([
    ['is not answered', () => undefined],
    ['is answered in part', (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{')]
  ])('ends at once with its connection when it %s, and so does its neighbour', async (_what, answer) => {
    const over = new AbortController()
    const rest = restClient({ apiUrl: service.origin, token: 't', policy: SLOW, signal: over.signal })
    const closed: Promise<unknown>[] = []
    const asked = new Promise<void>((both) => {
      service.answer = ({ socket }, response, call) => {
        closed.push(once(socket, 'close'))
        answer(response)
        if (call === 2) setTimeout(both, 20)
      }
    })
    const calls = [rest.call(CALL), rest.call(CALL)].map(rejectionOf)
    await asked
    over.abort()
    expect(await Promise.all(calls)).toEqual([expect.objectContaining(CODE), expect.objectContaining(CODE)])
    await Promise.all(closed)
    expect(service.asked).toEqual(['/x', '/x'])
  })
  test('ends at once while it waits to be tried again', async () => {
    const over = new AbortController()
    const rest = restClient({ apiUrl: service.origin, token: 't', policy: SLOW, signal: over.signal })
    service.answer = (_request, response) => {
      json(response, {}, 503)
      setTimeout(() => over.abort(), 50)
    }
    expect(await rejectionOf(rest.call(CALL))).toMatchObject(CODE)
    expect(service.asked).toEqual(['/x'])
  })
  test('is not sent', async () => {
    const rest = restClient({ apiUrl: service.origin, token: 't', policy: SLOW, signal: AbortSignal.abort() })
    expect(await rejectionOf(rest.call(CALL))).toMatchObject(CODE)
    expect(service.asked).toEqual([])
  })
  test.each<[string, (socket: Duplex, over: AbortController) => void]>([
    [
      'whose server does not answer',
      (socket, over) => {
        // What goes through the tunnel is the request, which nobody answers.
        socket.once('data', () => over.abort())
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
      }
    ],
    ['that does not answer itself', (_socket, over) => void setTimeout(() => over.abort(), 20)]
  ])('ends with its connection through a proxy %s, too', async (_what, answer) => {
    const over = new AbortController()
    const proxy = createServer()
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    const closed = new Promise((done) => {
      proxy.on('connect', (_request, socket) => {
        // The server of a tunnel ends its side by itself.
        socket
          .on('error', () => undefined)
          .on('end', () => socket.end())
          .on('close', done)
        answer(socket, over)
      })
    })
    const before = process.env['http_proxy']
    process.env['http_proxy'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    try {
      const rest = restClient({ apiUrl: 'http://github.invalid', token: 't', policy: SLOW, signal: over.signal })
      expect(await rejectionOf(rest.call(CALL))).toMatchObject(CODE)
      await closed
    } finally {
      if (before === undefined) delete process.env['http_proxy']
      else process.env['http_proxy'] = before
      proxy.close()
    }
  })
  test('leaves the calls before it as they were, however many', async () => {
    const [over, warnings] = [new AbortController(), [] as string[]]
    const listen = ({ message }: Error): void => void warnings.push(message)
    process.on('warning', listen)
    service.answer = (_request, response) => json(response, { ok: true })
    const rest = restClient({ apiUrl: service.origin, token: 't', policy: SLOW, signal: over.signal })
    const answers = await Promise.all(Array.from({ length: 30 }, () => rest.call(CALL)))
    over.abort()
    await new Promise(setImmediate)
    process.off('warning', listen)
    expect([answers.length, warnings]).toEqual([30, []])
  })
})

describe('the REST interface', () => {
  test('gives what comes as JSON, with status and headers', async () => {
    service.answer = (request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'X-Mine': 'y' })
        .end(JSON.stringify({ auth: request.headers.authorization }))
    expect(await get()).toMatchObject({ status: 200, data: { auth: 'token t' }, headers: { 'x-mine': 'y' } })
  })
  test('sends JSON', async () => {
    let body = ''
    service.answer = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => json(response, { ok: true }, 201))
    }
    const rest = restClient({ apiUrl: service.origin, token: 't', policy: POLICY })
    const call = { route: 'POST /x', parameters: { a: 1 }, what: 'x', permission: 'checks: write' }
    expect((await rest.call(call)).status).toBe(201)
    expect(JSON.parse(body)).toEqual({ a: 1 })
  })
  test('is given up when an answer is larger than the bound', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 32)
    service.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      let sent = 0
      const more = (): void => {
        sent += chunk.length
        if (sent > LIMITS.restAnswerBytes * 2 || response.destroyed) response.end()
        else response.write(chunk, more)
      }
      more()
    }
    const error = await rejectionOf(get(20_000))
    expect([error.code, error.message]).toEqual(['GITHUB_UNAVAILABLE', expect.stringContaining('more than')])
  })
  test('is given up when it does not end in time, though something comes all the time', async () => {
    const drips: NodeJS.Timeout[] = []
    service.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      drips.push(setInterval(() => response.write(' '), 20))
    }
    const error = await rejectionOf(get(200))
    drips.forEach(clearInterval)
    expect([error.code, error.message]).toEqual(['GITHUB_UNAVAILABLE', expect.stringContaining('no answer in 200 ms')])
  })
  test.each([301, 302, 307, 308])(
    'follows %i with the token within its origin, and without it to another port',
    async (status) => {
      const other = new FaultyService()
      await other.start()
      try {
        const seen: (string | undefined)[] = []
        other.answer = (request, response) => {
          seen.push(request.headers.authorization)
          json(response, {})
        }
        service.answer = (request, response) => {
          seen.push(request.headers.authorization)
          const next = request.url === '/x' ? '/y' : `${other.origin}/z`
          response.writeHead(status, { location: next }).end()
        }
        await get()
        expect(seen).toEqual(['token t', 'token t', undefined])
      } finally {
        await other.stop()
      }
    }
  )
  test('may be elsewhere, and no token goes to another host', async () => {
    const seen: (string | undefined)[] = []
    service.answer = (request, response) => {
      seen.push(request.headers.authorization)
      if (request.url === '/x')
        response.writeHead(302, { location: service.origin.replace('127.0.0.1', 'localhost') + '/y' }).end()
      else json(response, { moved: true })
    }
    expect(await get()).toMatchObject({ data: { moved: true } })
    expect(seen).toEqual(['token t', undefined])
  })
  test('uses a connection again, and begins anew after a fault', async () => {
    const sockets = new Set<unknown>()
    let fail = false
    service.answer = (request, response) => {
      sockets.add(request.socket)
      if (fail) response.destroy()
      else json(response, {})
    }
    const fetch = restFetch({ timeoutMs: 60_000, maxBytes: 100 })
    await fetch(`${service.origin}/a`)
    await fetch(`${service.origin}/b`)
    expect(sockets.size).toBe(1)
    fail = true
    await expect(fetch(`${service.origin}/c`)).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
    fail = false
    expect((await fetch(`${service.origin}/d`)).status).toBe(200)
  })
  test('does not follow where the redirection is the answer', async () => {
    service.answer = (_request, response) => response.writeHead(302, { location: '/z' }).end()
    const answer = await restFetch({ timeoutMs: 60_000, maxBytes: 100 })(`${service.origin}/x`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location'), service.asked]).toEqual([302, '/z', ['/x']])
  })
})
