// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { collectRunLinks, type RunLinks } from '../../src/gate/collect-run-links.ts'
import type { LinkSource, ListedArtifact } from '../../src/gate/link-source.ts'
import { BaseError } from '../../src/base/codes.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { PAYLOAD_TYPE } from '../../src/intoto/envelope/payload-type.ts'
import { linkFileName, unsignedLinkFileName } from '../../src/intoto/link/link-file-name.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { ALICE, BOB, file, LAYOUT, linkOf } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

interface Stored {
  readonly name: string
  readonly files: Readonly<Record<string, string | Uint8Array>>
}

/** A source of what is given, in the order in which it was stored. */
function sourceOf(stored: readonly Stored[]): LinkSource & { readonly unpacked: string[] } {
  const listed = stored.map(({ name }, index): ListedArtifact => ({
    id: String(index + 1),
    name,
    size: 1,
    digest: 'sha256:x'
  }))
  const unpacked: string[] = []
  return {
    unpacked,
    list: (...prefixes) =>
      Promise.resolve(listed.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))),
    unpack: ({ id, name }) => {
      unpacked.push(name)
      const files = stored[Number(id) - 1]?.files ?? {}
      const directory = directoryWith()
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), content)
      }
      return Promise.resolve({ directory, files: Object.keys(files) })
    }
  }
}

interface Facts {
  readonly step?: string
  readonly job?: string
  readonly attempt?: number
  readonly matrix?: string
}

const nameOf = ({ step = 'build', job = 'build', attempt = 1, matrix = '0' }: Facts = {}): string =>
  writeWorkflowArtifactName({ kind: 'link', step, job, matrix, attempt })

/** What a stage stores. */
function stage(facts: Facts = {}, who = ALICE): Stored {
  const { step = 'build', job = 'build', attempt = 1 } = facts
  const link = linkOf(step, {
    environment: { run: { id: '1', repository: 'o/r', commit: 'c', job, attempt: String(attempt) } }
  })
  return { name: nameOf(facts), files: { [linkFileName(step, who.keyId)]: file(link, [who]) } }
}

const collect = (stored: readonly Stored[], attempt = 1): Promise<RunLinks> =>
  collectRunLinks({ ports: NODE_PORTS, source: sourceOf(stored), attempt })
const codes = ({ failures }: RunLinks): string[] => failures.map(({ code }) => code)

describe('links of a run', () => {
  test('are collected by file name', async () => {
    const links = await collect([stage(), stage({ step: 'test', job: 'test' }, BOB)])
    expect(links.failures).toEqual([])
    expect([...links.files.keys()].sort()).toEqual(
      [linkFileName('build', ALICE.keyId), linkFileName('test', BOB.keyId)].sort()
    )
  })
  test('of two functionaries of one step are both kept', async () => {
    const links = await collect([stage({ job: 'one' }), stage({ job: 'two' }, BOB)])
    expect([codes(links), links.files.size]).toEqual([[], 2])
  })
  test('are known as they were read', async () => {
    const stored = stage()
    const { known } = await collect([stored])
    const name = linkFileName('build', ALICE.keyId)
    const payload = Buffer.from(
      (JSON.parse(Buffer.from(stored.files[name] ?? '').toString()) as { payload: string }).payload,
      'base64'
    )
    expect((await known.find('link', name, payload))?.link.name).toBe('build')
    expect(await known.find('statement', name, payload)).toBeUndefined()
    const link = linkOf('build', { environment: { run: { job: 'build', attempt: '1' } } })
    const metablock = file(link, [ALICE], 'metablock')
    const other = await collect([{ name: nameOf(), files: { [name]: metablock } }])
    const options = { source: name, maxBytes: 1e6 }
    expect((await other.known.findFile(name, metablock, options))?.parsed.link.name).toBe('build')
    expect(await other.known.findFile('x', metablock, options)).toBeUndefined()
  })
  test('that nobody signed are kept under their own name', async () => {
    const unsigned = { name: nameOf(), files: { [unsignedLinkFileName('build')]: file(linkOf('build'), []) } }
    expect([...(await collect([unsigned])).files.keys()]).toEqual(['build.link'])
  })
  test('may be none at all, which verification judges', async () => expect((await collect([])).files.size).toBe(0))
  test('beside other workflow artifacts are found', async () => {
    const others = ['dist', 'in-toto', 'in-toto-products.build.build.0.1', 'xin-toto.build.build.0.1'].map((name) => ({
      name,
      files: { a: 'x' }
    }))
    expect(codes(await collect([...others, stage()]))).toEqual([])
  })
})

describe('attempts', () => {
  test('a newer one of the same leg replaces the older, which is not even fetched', async () => {
    const source = sourceOf([stage(), stage({ attempt: 2 })])
    const links = await collectRunLinks({ ports: NODE_PORTS, source, attempt: 2 })
    expect(source.unpacked).toEqual([nameOf({ attempt: 2 })])
    expect(links.notes).toHaveLength(1)
    expect(links.failures).toEqual([])
  })
  test('an older one that was stored last, or renamed later, replaces no newer one', async () => {
    const source = sourceOf([stage({ attempt: 2 }), stage()])
    const links = await collectRunLinks({ ports: NODE_PORTS, source, attempt: 2 })
    expect([source.unpacked, codes(links)]).toEqual([[nameOf({ attempt: 2 })], []])
    const among = sourceOf([stage({ attempt: 2 }), stage({ attempt: 3 }), stage()])
    await collectRunLinks({ ports: NODE_PORTS, source: among, attempt: 3 })
    expect(among.unpacked).toEqual([nameOf({ attempt: 3 })])
  })
  test('of different jobs stay together', async () => {
    const links = await collect([stage(), stage({ step: 'test', job: 'test', attempt: 2 })], 2)
    expect([codes(links), links.files.size]).toEqual([[], 2])
  })
  test.each([
    ['jobs', { job: 'new', attempt: 2 }, { job: 'old' }],
    ['jobs, the older last', { job: 'old' }, { job: 'new', attempt: 2 }],
    ['legs of a matrix', { matrix: 'aaaa' }, { matrix: 'bbbb', attempt: 2 }]
  ])('do not choose between two %s that perform one step with one key', async (_what, first, second) => {
    const links = await collect([stage(first), stage(second)], 2)
    expect(codes(links)).toEqual(['LINKS_COLLIDE'])
  })
  test('that stored one name twice collide', async () =>
    expect(codes(await collect([stage(), stage()]))).toEqual(['LINKS_COLLIDE']))
  test('that are older are told', async () => {
    const links = await collect([stage(), stage({ step: 'test', job: 'test', attempt: 2 })], 2)
    expect([links.stored.map(({ name }) => name.attempt), links.notes]).toEqual([
      [1, 2],
      [expect.stringContaining('is of attempt 1')]
    ])
  })
  test.each<[string, Facts, string[]]>([
    ['in a later attempt supersedes the link', { attempt: 2 }, ['LINK_SUPERSEDED']],
    ['in the same attempt waits to be signed', { attempt: 1 }, []],
    ['by the job that records for the one that signs', { attempt: 2, job: 'work' }, ['LINK_SUPERSEDED']],
    ['of another leg', { attempt: 2, matrix: 'a' }, []],
    ['of another step', { attempt: 2, step: 'other' }, []]
  ])('a recording that nobody signed %s', async (_what, facts, expected) => {
    const { step = 'build', job = 'build', attempt = 1, matrix = '0' } = facts
    const unsigned = {
      name: writeWorkflowArtifactName({ kind: 'unsigned', step, job, matrix, attempt }),
      files: { [unsignedLinkFileName(step)]: file(linkOf(step), []) }
    }
    expect(codes(await collect([stage(), unsigned], 2))).toEqual(expected)
  })
  /** What the working job stores, and what the signing job does, in an attempt. */
  const recorded = (attempt: number): Stored => ({
    name: writeWorkflowArtifactName({ kind: 'unsigned', step: 'build', job: 'work', matrix: '0', attempt }),
    files: { [unsignedLinkFileName('build')]: file(linkOf('build'), []) }
  })
  const signed = (attempt: number): Stored => stage({ job: 'sign', attempt })
  test.each<[string, readonly Stored[], string[], number | undefined]>([
    ['both jobs ran', [recorded(1), signed(1)], [], 1],
    ['signing was cancelled before it stored, and ran again alone', [recorded(1), signed(2)], [], 2],
    ['signing was cancelled after it stored, and ran again alone', [recorded(1), signed(1), signed(2)], [], 2],
    ['signing was cancelled before it stored', [recorded(1)], [], undefined],
    ['the work ran again alone', [recorded(1), signed(1), recorded(2)], ['LINK_SUPERSEDED'], 1],
    ['all ran again', [recorded(1), signed(1), recorded(2), signed(2)], [], 2]
  ])('of an isolated stage when %s', async (_what, stored, expected, attempt) => {
    const links = await collect(stored, 2)
    expect(codes(links)).toEqual(expected)
    const [path] = links.files.values()
    const payload = path === undefined ? '' : (JSON.parse(readFileSync(path, 'utf8')) as { payload: string }).payload
    const text = Buffer.from(payload, 'base64').toString()
    expect(/"attempt":"(\d)"/.exec(text)?.[1]).toBe(attempt?.toString())
  })
  test('that the run cannot have had yet are refused', async () =>
    expect(codes(await collect([stage({ attempt: 2 })]))).toEqual(['LINK_ARTIFACT_INVALID']))
  test('are those of the link, not those of the name: an old link does not become a new one', async () => {
    const renamed = { ...stage(), name: nameOf({ attempt: 2 }) }
    expect(codes(await collect([renamed], 2))).toEqual(['LINK_ARTIFACT_RENAMED'])
  })
})

describe('what is odd', () => {
  const run = { id: '1', repository: 'o/r', commit: 'c', job: 'build', attempt: '1' }
  test.each<[string, string, object]>([
    ['step', 'test', run],
    ['job', 'build', { ...run, job: 'other' }],
    ['job', 'build', { ...run, job: undefined }],
    ['attempt', 'build', { ...run, attempt: '2' }],
    ['attempt', 'build', { ...run, attempt: undefined }]
  ])('a link that tells another %s than the name of its artifact is reported for that', async (what, step, facts) => {
    const link = linkOf(step, { environment: { run: facts } })
    const { failures } = await collect([
      { name: nameOf(), files: { [linkFileName('build', ALICE.keyId)]: file(link, [ALICE]) } }
    ])
    const inside = new Map<string, unknown>(Object.entries({ step, ...facts })).get(what)
    expect(failures.map(({ code, step: of, details }) => [code, of, details])).toEqual([
      [
        'LINK_ARTIFACT_RENAMED',
        'build',
        [expect.stringMatching(new RegExp(`^${what}: ${inside === undefined ? 'nothing' : JSON.stringify(inside)} `))]
      ]
    ])
  })
  test('two jobs of one attempt that claim one step and functionary collide, the same bytes or not', async () =>
    expect(codes(await collect([stage({ job: 'one' }), stage({ job: 'two' })]))).toEqual(['LINKS_COLLIDE']))
  test('so do two legs of a matrix that share a step name', async () =>
    expect(codes(await collect([stage({ matrix: 'a1' }), stage({ matrix: 'b2' })]))).toEqual(['LINKS_COLLIDE']))
  test.each([
    ['another step', { ...stage(), name: nameOf({ step: 'build', job: 'other' }) }, 'LINK_ARTIFACT_RENAMED'],
    [
      'a link of another step under this one',
      { name: nameOf(), files: { [linkFileName('build', ALICE.keyId)]: file(linkOf('test'), [ALICE]) } },
      'LINK_ARTIFACT_RENAMED'
    ],
    ['a file that is no link', { name: nameOf(), files: { 'evil.sh': 'x' } }, 'LINK_ARTIFACT_INVALID'],
    ['a link of another step', { name: nameOf(), files: stage({ step: 'test' }).files }, 'LINK_ARTIFACT_INVALID'],
    [
      'a link and something else',
      { name: nameOf(), files: { ...stage().files, README: 'x' } },
      'LINK_ARTIFACT_INVALID'
    ],
    ['a link in a directory', { name: nameOf(), files: { 'a/build.link': 'x' } }, 'LINK_ARTIFACT_INVALID'],
    ['nothing', { name: nameOf(), files: {} }, 'LINK_ARTIFACT_INVALID'],
    ['a name that no stage writes', { name: 'in-toto.build.build.0.x', files: {} }, 'LINK_ARTIFACT_INVALID']
  ])('an artifact with %s is reported', async (_what, stored, code) =>
    expect(codes(await collect([stored]))).toEqual([code])
  )
  test.each<[string, object]>([
    ['no run', {}],
    ['a run that is none', { run: 'evil' }],
    ['half a run', { run: { id: '1', job: 1 } }]
  ])('a link that tells %s could be of any job and attempt, and is reported', async (_what, environment) => {
    const link = linkOf('build', { environment })
    const { failures } = await collect([
      { name: nameOf(), files: { [linkFileName('build', ALICE.keyId)]: file(link, [ALICE]) } }
    ])
    expect(failures.map(({ code, details }) => [code, details.map((text) => text.split(':')[0])])).toEqual([
      ['LINK_ARTIFACT_RENAMED', ['job', 'attempt']]
    ])
  })
  /** A source whose one link is whatever something makes in its place. */
  const madeBy = (make: (path: string) => void): LinkSource => ({
    ...sourceOf([stage()]),
    unpack: () => {
      const [directory, name] = [directoryWith(), linkFileName('build', ALICE.keyId)]
      make(join(directory, name))
      return Promise.resolve({ directory, files: [name] })
    }
  })
  test('links with more bytes than all may have are an error, before they are read', async () => {
    const source = madeBy((path) => {
      writeFileSync(path, '')
      truncateSync(path, LIMITS.allLinkBytes + 1)
    })
    expect((await rejectionOf(collectRunLinks({ ports: NODE_PORTS, source, attempt: 1 }))).code).toBe(
      'ARTIFACT_TOO_LARGE'
    )
  })
  test('a disk that cannot be read is an error, and no flaw of a link', async () => {
    const source = madeBy((path) => mkdirSync(path))
    await expect(collectRunLinks({ ports: NODE_PORTS, source, attempt: 1 })).rejects.toMatchObject({ code: 'EISDIR' })
  })
  test('a layout in the place of a link is left to verification', async () => {
    const name = linkFileName('build', ALICE.keyId)
    const links = await collect([{ name: nameOf(), files: { [name]: file(LAYOUT, [ALICE]) } }])
    expect([codes(links), [...links.files.keys()]]).toEqual([[], [name]])
  })
  test('what else an artifact holds is named, twenty files of it at most', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`evil${index}`, '']))
    const { failures } = await collect([{ name: nameOf(), files }])
    expect(failures).toMatchObject([{ code: 'LINK_ARTIFACT_INVALID', step: 'build' }])
    expect(failures[0]?.details).toHaveLength(20)
  })
  test('a recording under a name that no stage writes supersedes nothing', async () => {
    const named = writeWorkflowArtifactName({ kind: 'unsigned', step: 'build', job: 'build', matrix: '0', attempt: 1 })
    expect(codes(await collect([stage(), { name: named.replace(/1$/, 'x'), files: {} }]))).toEqual([])
  })
  test.each<[string, string, string[]]>([
    // Much memory, in few bytes: somebody may have signed it, and then verification takes more than is taken here.
    ['is looked at without what grows', `"products":{"a":[${'[],'.repeat(12 << 20)}[]]}`, ['LINK_ARTIFACT_RENAMED']],
    ['is refused where that cannot be told', `"a":[${'[],'.repeat(12 << 20)}[]]`, ['LINK_ARTIFACT_INVALID']]
  ])('a link that is too large to be read %s', async (_what, grown, expected) => {
    const run = '{"run":{"attempt":"1","job":"evil"}}'
    const signed = `{"_type":"link",${grown.replace('"products"', `"environment":${run},"name":"build","products"`)}}`
    const metablock = Buffer.from(`{"signatures":[{"keyid":"ab","sig":"ab"}],"signed":${signed}}`)
    const dsse = Buffer.from(
      JSON.stringify({ payload: Buffer.from(signed).toString('base64'), payloadType: PAYLOAD_TYPE, signatures: [] })
    )
    for (const content of [metablock, dsse])
      expect(
        codes(await collect([{ name: nameOf(), files: { [linkFileName('build', ALICE.keyId)]: content } }]))
      ).toEqual(expected)
  })
  test('a link that cannot be read is left to verification', async () => {
    const links = await collect([{ name: nameOf(), files: { [linkFileName('build', ALICE.keyId)]: 'no link' } }])
    expect([codes(links), links.files.size]).toEqual([[], 1])
  })
  test('an error of the source is no empty list', async () => {
    const broken: LinkSource = {
      ...sourceOf([stage()]),
      unpack: () => Promise.reject(new BaseError('ARTIFACT_DIGEST_DIFFERS', 'x'))
    }
    expect((await rejectionOf(collectRunLinks({ ports: NODE_PORTS, source: broken, attempt: 1 }))).code).toBe(
      'ARTIFACT_DIGEST_DIFFERS'
    )
  })
  test('too many artifacts with links are an error, and no more than may be are not', async () => {
    const many = Array.from({ length: 2001 }, (_, index) => ({ name: nameOf({ step: `s${index}` }), files: {} }))
    expect((await rejectionOf(collect(many))).code).toBe('ARTIFACT_TOO_MANY')
    const most: LinkSource = {
      ...sourceOf(many.slice(1)),
      unpack: () => Promise.resolve({ directory: '/nowhere', files: [] })
    }
    const { failures } = await collectRunLinks({ ports: NODE_PORTS, source: most, attempt: 1 })
    expect(failures).toHaveLength(2000)
  })
})
