// SPDX-License-Identifier: Apache-2.0
// What a stage fetches from the service: a listed size that lies, a body without end, silence, redirections, other bytes,
// a full disk. Each ends in a typed error within bounds, nothing stays, and neither token nor signature is told.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { zip } from '../../.github/scripts/e2e/zip.ts'
import type { OpenSink } from '../../src/github/fill-file.ts'
import { RunArtifacts, type RunArtifactsPorts } from '../../src/github/run-artifacts.ts'
import { InTotoError } from '../../src/base/errors.ts'
import { LIMITS } from '../../src/base/limits.ts'
import type { StoredArtifact } from '../../src/stages/workflow-artifacts.ts'
import { ArtifactService, CANARY } from '../support/artifact-service.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const POLICY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 }
/** For a service that answers, however busy the machine is. */
const PATIENT = { ...POLICY, stallMs: 60_000, totalMs: 60_000 }
/** For a storage that never does. */
const IMPATIENT = { ...POLICY, stallMs: 200, totalMs: 700 }
const BOUNDS = { packedBytes: 1024 * 1024, bytes: 1000, files: 3 }
const NAME = 'in-toto.build.build.0.1'
const GOOD = zip([{ name: 'build.0a1b2c3d.link', content: Buffer.from('{}') }])
const STORED: StoredArtifact = { id: '1001', name: NAME, size: GOOD.length, digest: sha256(GOOD) }

const service = new ArtifactService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => service.holding(GOOD))

function artifacts(ports: RunArtifactsPorts = {}): { readonly of: RunArtifacts; readonly temporary: string } {
  const temporary = directoryWith()
  const signedUrl = { policy: POLICY, bounds: { timeoutMs: 60_000, maxBytes: 10_000 } }
  return {
    temporary,
    of: new RunArtifacts(temporary, { environment: service.environment, timing: PATIENT, signedUrl, ...ports })
  }
}

/** The refusal of a fetch, which leaves nothing behind and tells no secret. */
async function refusal(stored: Partial<StoredArtifact> = {}, ports: RunArtifactsPorts = {}): Promise<InTotoError> {
  const { of, temporary } = artifacts(ports)
  const directory = directoryWith()
  const error = await rejectionOf(of.unpack({ ...STORED, ...stored }, directory, BOUNDS))
  expect(readdirSync(temporary)).toEqual([])
  const told = inspect(error, { depth: 20, showHidden: true })
  expect(told).not.toContain(CANARY.signature)
  expect(told).not.toContain(service.environment['ACTIONS_RUNTIME_TOKEN'])
  expect(told).not.toContain(CANARY.token)
  return error
}

describe('an artifact', () => {
  test('is fetched by its id, by the ids of the job that stored it, and read', async () => {
    const { of, temporary } = artifacts()
    const directory = directoryWith()
    expect(await of.unpack(STORED, directory, BOUNDS)).toEqual(['build.0a1b2c3d.link'])
    expect(readFileSync(join(directory, 'build.0a1b2c3d.link'), 'utf8')).toBe('{}')
    expect([...(await of.hash(STORED, BOUNDS, () => undefined)).keys()]).toEqual(['build.0a1b2c3d.link'])
    expect(readdirSync(temporary)).toEqual([])
    const [list, address, blob] = service.asked
    const run = { workflow_run_backend_id: 'run-backend' }
    expect(list?.body).toEqual({ ...run, workflow_job_run_backend_id: 'job-backend', id_filter: '1001' })
    expect(address?.body).toEqual({ ...run, workflow_job_run_backend_id: 'job-that-stored', name: NAME })
    expect(list?.authorization).toBe(`Bearer ${service.environment['ACTIONS_RUNTIME_TOKEN'] ?? ''}`)
    expect([blob?.method, blob?.authorization]).toEqual(['blob', ''])
  })
  test('is fetched where the storage does not tell its length', async () => {
    service.on('blob', (response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' })
      response.write(GOOD.subarray(0, 10))
      response.end(GOOD.subarray(10))
    })
    expect(await artifacts().of.unpack(STORED, directoryWith(), BOUNDS)).toHaveLength(1)
  })
  test('lands nowhere under a name that the storage chooses', async () => {
    service.on('blob', (response) => {
      response.setHeader('content-disposition', "attachment; filename*=UTF-8''%0A%3A%3Aset-output%20name%3Da%3A%3Ab")
      response.end(GOOD)
    })
    const { of, temporary } = artifacts({
      openSink: (path) => {
        if (path.endsWith('.zip')) expect(path).toMatch(/^.*\/archive-\w+\/archive\.zip$/)
        expect(path.endsWith('.zip') ? path.startsWith(temporary) : true).toBe(true)
        return open(path, 'wx')
      }
    })
    expect(await of.unpack(STORED, directoryWith(), BOUNDS)).toHaveLength(1)
  })
})

describe('a size', () => {
  test.each([
    ['with a length', true],
    ['without one', false]
  ])('that the service lists and that lies ends the download early, %s', async (_how, tell) => {
    const block = Buffer.alloc(1024 * 1024)
    service.on('blob', (response) => {
      response.writeHead(200, tell ? { 'content-length': 590 * block.length } : {})
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    let [opened, largest] = [0, 0]
    const openSink: OpenSink = async (path) => {
      opened += 1
      const file = await open(path, 'wx')
      return {
        writeFile: async (chunk) => {
          await file.writeFile(chunk)
          largest = Math.max(largest, statSync(path).size)
        },
        close: () => file.close()
      }
    }
    expect((await refusal({}, { openSink })).code).toBe('ARTIFACT_TOO_LARGE')
    // Far below what this kind may have at most.
    expect([opened, largest < 256 * 1024]).toEqual([tell ? 0 : 1, true])
    expect(service.count('blob')).toBe(1)
  })
  test('above the bound of its kind is not even asked for', async () => {
    expect((await refusal({ size: BOUNDS.packedBytes + 1 })).code).toBe('ARTIFACT_TOO_LARGE')
    expect(service.asked).toEqual([])
  })
})

describe('a download', () => {
  test.each<[string, Parameters<typeof service.on>[1]]>([
    ['says nothing', () => {}],
    [
      'stalls after its first bytes',
      (response) => {
        response.writeHead(200).write(GOOD.subarray(0, 40))
      }
    ],
    [
      'drips for ever',
      (response) => {
        response.writeHead(200)
        const drip = setInterval(() => response.write('x'), 40)
        response.on('close', () => clearInterval(drip))
      }
    ],
    [
      'drips its headers for ever',
      (response) => {
        const { socket } = response
        socket?.write('HTTP/1.1 200 OK\r\n')
        const drip = setInterval(() => socket?.write('x-a: b\r\n'), 40)
        socket?.on('close', () => clearInterval(drip))
      }
    ],
    [
      'is hung up on',
      (response) => {
        response.destroy()
      }
    ],
    [
      'is cut off',
      (response) => {
        response.writeHead(200, { 'content-length': GOOD.length }).write(GOOD.subarray(0, 40))
        setTimeout(() => response.destroy(), 20)
      }
    ],
    ['is redirected', (response) => response.writeHead(302, { location: `${service.service.origin}/elsewhere` }).end()],
    ['is refused', (response) => response.writeHead(500).end(`?sig=${CANARY.signature}`)]
  ])('that %s is an error', async (_what, part) => {
    service.on('blob', part)
    expect((await refusal({}, { timing: IMPATIENT })).code).toBe('ARTIFACT_DOWNLOAD_FAILED')
    expect(service.count('blob')).toBe(POLICY.attempts)
    expect(service.service.asked).not.toContain('/elsewhere')
  })
  test('that fails at first is tried again at a new address', async () => {
    service.on('blob', (response, call) => (call < 3 ? response.writeHead(503).end() : response.end(GOOD)))
    expect(await artifacts().of.unpack(STORED, directoryWith(), BOUNDS)).toHaveLength(1)
    expect([service.count('blob'), service.count('GetSignedArtifactURL')]).toEqual([3, 3])
  })
  test('of other bytes is an error, at once', async () => {
    service.on('blob', (response) => response.end(zip([{ name: 'a.link', content: Buffer.from('[]') }])))
    expect((await refusal()).code).toBe('ARTIFACT_DIGEST_DIFFERS')
    expect(service.count('blob')).toBe(1)
  })
  test('without a digest, or of a name that no stage gives, is not begun', async () => {
    expect((await refusal({ digest: undefined })).code).toBe('ARTIFACT_DIGEST_DIFFERS')
    expect((await refusal({ name: 'in-toto.%0A::debug::x.build.0.1' })).code).toBe('ARTIFACT_NAME')
    expect(service.asked).toEqual([])
  })
})

describe('a full disk', () => {
  const full = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }))
  const fullFor =
    (suffix: string, at: 'open' | 'write' | 'close'): OpenSink =>
    async (path) => {
      if (!path.endsWith(suffix)) return open(path, 'wx')
      if (at === 'open') return full()
      const file = await open(path, 'wx')
      return {
        writeFile: at === 'write' ? full : (chunk) => file.writeFile(chunk),
        close: async () => {
          await file.close()
          if (at === 'close') await full()
        }
      }
    }
  test.each([
    ['.zip', 'open'],
    ['.zip', 'write'],
    ['.zip', 'close'],
    ['.link', 'open'],
    ['.link', 'write'],
    ['.link', 'close']
  ] as const)('for a %s that it cannot %s is told as such, and not tried again', async (suffix, at) => {
    const error = await refusal({}, { openSink: fullFor(suffix, at) })
    expect([error.code, error.at]).toEqual(['FILE_UNWRITABLE', 'RUNNER_TEMP'])
    expect(error.message).toContain('ENOSPC')
    expect(service.count('blob')).toBe(1)
  })
  const kernelHasOne = existsSync('/dev/full')
  test('as the kernel plays it is told as such', async () => {
    const error = await refusal(
      {},
      { openSink: kernelHasOne ? () => open('/dev/full', 'w') : fullFor('.zip', 'write') }
    )
    expect([error.code, error.message]).toEqual(['FILE_UNWRITABLE', expect.stringContaining('ENOSPC')])
  })
})

describe('a list', () => {
  /** What the library makes of a list of so many. */
  function list(count: number, id = (index: number): number => index + 1): Promise<readonly StoredArtifact[]> {
    const all = Array.from({ length: count }, (_, index) => ({
      id: id(index),
      name: `in-toto.s${index}.job.0.1`,
      size: 1
    }))
    const client: RunArtifactsPorts['client'] = {
      listArtifacts: () => Promise.resolve({ artifacts: all }),
      uploadArtifact: () => Promise.reject(new Error('not here'))
    }
    return artifacts({ client }).of.list('in-toto.')
  }
  test.each([0, 1, 999, 1001, 1500])('of %d is read whole, newest first', async (count) => {
    const ids = (await list(count)).map(({ id }) => Number(id))
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => count - index))
  })
  test.each([1000, 2000, LIMITS.workflowArtifacts + 1])('of %d may be cut or is too long', async (count) =>
    expect((await rejectionOf(list(count))).code).toBe('ARTIFACT_TOO_MANY')
  )
  test.each([2 ** 53, 0, NaN])('with the id %d is an error', async (id) =>
    expect((await rejectionOf(list(3, () => id))).code).toBe('ARTIFACT_LIST_FAILED')
  )
})

describe('what is stored', () => {
  const upload = (answer: object): Promise<unknown> => {
    const client: RunArtifactsPorts['client'] = {
      listArtifacts: () => Promise.reject(new Error('not here')),
      uploadArtifact: () => Promise.resolve(answer)
    }
    const request = { name: NAME, files: ['/w/build.link'], root: '/w', retentionDays: 0 }
    return artifacts({ client }).of.upload(request)
  }
  const HEX = 'a'.repeat(64)
  test('is known by id and digest', async () =>
    expect(await upload({ id: 7, digest: HEX })).toEqual({ id: '7', digest: `sha256:${HEX}` }))
  test.each([
    [{ digest: HEX }],
    [{ id: 7 }],
    [{ id: 7, digest: '' }],
    [{ id: 7, digest: HEX.slice(1) }],
    [{ id: 7, digest: `${HEX}\n` }],
    [{ id: 7, digest: `x${HEX}` }],
    [{ id: 7, digest: HEX.toUpperCase() }]
  ])('is an error where the service does not tell both: %j', async (answer) =>
    expect((await rejectionOf(upload(answer))).code).toBe('ARTIFACT_UPLOAD_FAILED')
  )
})
