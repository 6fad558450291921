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
import type { InTotoError } from '../../src/base/errors.ts'
import { LIMITS } from '../../src/base/limits.ts'
import type { ResultsPorts } from '../../src/github/results-service.ts'
import type { StoredArtifact } from '../../src/stages/workflow-artifacts.ts'
import { ArtifactService, CANARY, listed } from '../support/artifact-service.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { json } from '../support/faulty-service.ts'

const POLICY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 }
/** For a service that answers, however busy the machine is. */
const PATIENT = { ...POLICY, stallMs: 60_000, totalMs: 60_000 }
/** For a storage that never does. */
const IMPATIENT = { ...POLICY, stallMs: 200, totalMs: 700 }
const LIST_BYTES = 4 * 1024 * 1024
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
  const results = { policy: POLICY, bounds: { timeoutMs: 60_000, maxBytes: LIST_BYTES } }
  return {
    temporary,
    of: new RunArtifacts(temporary, { environment: service.environment, timing: PATIENT, results, ...ports })
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
    expect([...(await of.hash(STORED, BOUNDS, () => undefined)).paths()]).toEqual(['build.0a1b2c3d.link'])
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

describe('an artifact that was listed', () => {
  /** What was listed, fetched after somebody did something to the run. */
  async function after(attack: () => void): Promise<unknown> {
    const { of } = artifacts()
    const [stored = { ...STORED, id: 'nothing' }] = await of.list('in-toto.')
    expect(stored).toEqual(STORED)
    attack()
    const directory = directoryWith()
    const fetched = await of.unpack(stored, directory, BOUNDS).catch((error: unknown) => (error as InTotoError).code)
    if (typeof fetched === 'string') expect(readdirSync(directory)).toEqual([])
    return fetched
  }
  test('is fetched without asking for the list again', async () => {
    expect(await after(() => undefined)).toHaveLength(1)
    expect(service.asked.map(({ method }) => method)).toEqual(['ListArtifacts', 'GetSignedArtifactURL', 'blob'])
  })
  const EVIL = zip([{ name: 'build.0a1b2c3d.link', content: Buffer.from('[]') }])
  test.each<[string, string, () => void]>([
    [
      'was replaced under its name by the job that stored it',
      'ARTIFACT_DIGEST_DIFFERS',
      () => {
        service.on('ListArtifacts', (response) =>
          json(response, { artifacts: [listed(EVIL, { database_id: '1002' })] })
        )
        service.on('blob', (response) => response.end(EVIL))
      }
    ],
    [
      'was replaced under its name and id',
      'ARTIFACT_DIGEST_DIFFERS',
      () => {
        service.on('ListArtifacts', (response) => json(response, { artifacts: [listed(EVIL)] }))
        service.on('blob', (response) => response.end(EVIL))
      }
    ],
    [
      'is gone',
      'ARTIFACT_DOWNLOAD_FAILED',
      () => {
        service.on('ListArtifacts', (response) => json(response, {}))
        service.on('GetSignedArtifactURL', (response) => json(response, { code: 'not_found' }, 404))
      }
    ]
  ])('and %s since then is not fetched', async (_what, code, attack) => expect(await after(attack)).toBe(code))
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
  const list = (results: ResultsPorts = {}): Promise<readonly StoredArtifact[]> =>
    artifacts({ results: { policy: POLICY, bounds: { timeoutMs: 60_000, maxBytes: LIST_BYTES }, ...results } }).of.list(
      'in-toto.'
    )
  /** A list of so many, as the service gives it. */
  function holding(count: number, id = (index: number): unknown => String(index + 1)): void {
    const all = Array.from({ length: count }, (_, index) => ({
      database_id: id(index),
      name: `in-toto.s${index}.job.0.1`,
      size: '1'
    }))
    service.on('ListArtifacts', (response) => json(response, { artifacts: all }))
  }
  test.each([1, 999, 1001, 1500])('of %d is read whole, newest first', async (count) => {
    holding(count)
    const ids = (await list()).map(({ id }) => Number(id))
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => count - index))
  })
  test('tells what is stored, in either spelling, and asks for this run', async () => {
    const digest = `sha256:${'a'.repeat(64)}`
    const [one, two] = [{ name: NAME, size: '5' }, { name: 'in-toto.test.test.0.1' }]
    service.on('ListArtifacts', (response) =>
      json(response, {
        artifacts: [
          { ...one, database_id: '3', digest },
          { ...two, databaseId: 4, digest: { value: digest } },
          { name: 'coverage', database_id: '5' }
        ]
      })
    )
    expect(await list()).toEqual([
      { ...two, id: '4', size: 0, digest },
      { name: NAME, id: '3', size: 5, digest }
    ])
    expect(service.asked.map(({ body }) => body)).toEqual([
      { workflow_run_backend_id: 'run-backend', workflow_job_run_backend_id: 'job-backend' }
    ])
  })
  test('that the service leaves out is empty', async () => {
    service.on('ListArtifacts', (response) => json(response, {}))
    expect(await list()).toEqual([])
  })
  test.each([1000, 2000, LIMITS.workflowArtifacts + 1])('of %d may be cut or is too long', async (count) => {
    holding(count)
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_TOO_MANY')
  })
  test.each([String(2 ** 53), '0', '-1', 'x', '', undefined])('with the id %j is an error', async (id) => {
    holding(3, () => id)
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_LIST_FAILED')
  })
  test.each([{ artifacts: {} }, { artifacts: 'x' }, { artifacts: [null] }, { artifacts: [{ database_id: '1' }] }])(
    'of another form is an error: %j',
    async (answer) => {
      service.on('ListArtifacts', (response) => json(response, answer))
      expect((await rejectionOf(list())).code).toBe('ARTIFACT_LIST_FAILED')
    }
  )
  test.each<[string, Parameters<typeof service.on>[1]]>([
    ['breaks off', (response) => void (response.writeHead(200).write('{"artifacts":['), response.destroy())],
    [
      'is cut short',
      (response) => response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy())
    ],
    ['is not JSON', (response) => response.end('<html>')],
    ['is refused', (response) => response.writeHead(500).end()]
  ])('that %s is asked for again, and then an error', async (_what, part) => {
    service.on('ListArtifacts', part)
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_LIST_FAILED')
    expect(service.count('ListArtifacts')).toBe(POLICY.attempts)
  })
  test('that broke off once is read the second time', async () => {
    service.on('ListArtifacts', (response, call) =>
      call === 1 ? response.destroy() : json(response, { artifacts: [] })
    )
    expect(await list()).toEqual([])
  })
  test('without end costs no more than its bound', async () => {
    let sent = 0
    service.on('ListArtifacts', (response) => {
      const block = Buffer.alloc(256 * 1024, ' ')
      const more = (): void => {
        while (!response.destroyed && response.write(block)) sent += block.length
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    expect((await rejectionOf(list({ policy: { ...POLICY, attempts: 1 } }))).code).toBe('ARTIFACT_LIST_FAILED')
    expect(sent).toBeLessThan(16 * LIST_BYTES)
  })
  test('that drips is given up', async () => {
    service.on('ListArtifacts', (response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    })
    const results = { policy: { ...POLICY, attempts: 1 }, bounds: { timeoutMs: 300, maxBytes: LIST_BYTES } }
    expect((await rejectionOf(list(results))).code).toBe('ARTIFACT_LIST_FAILED')
  })
  test('is followed nowhere, so the token of the job stays here', async () => {
    service.on('ListArtifacts', (response) =>
      response
        .writeHead(302, { location: `${service.service.origin.replace('127.0.0.1', 'localhost')}/elsewhere` })
        .end()
    )
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_LIST_FAILED')
    expect(service.service.asked.join()).not.toContain('elsewhere')
  })
})

describe('what is stored', () => {
  const upload = (answer: object): Promise<unknown> => {
    const client: RunArtifactsPorts['client'] = {
      uploadArtifact: () => Promise.resolve(answer)
    }
    const request = { name: NAME, files: ['/w/build.link'], root: '/w', retentionDays: 0 }
    return artifacts({ client }).of.upload(request)
  }
  const HEX = 'a'.repeat(64)
  test('is given up where the library never tells', async () => {
    const client = { uploadArtifact: () => new Promise<never>(() => undefined) }
    const request = { name: NAME, files: [], root: '/w', retentionDays: 0 }
    const error = await rejectionOf(artifacts({ client, uploadMs: 50 }).of.upload(request))
    expect([error.code, error.message]).toEqual(['ARTIFACT_UPLOAD_FAILED', expect.stringContaining('50 ms')])
  })
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
