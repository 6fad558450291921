// SPDX-License-Identifier: Apache-2.0
// The job that signs an isolated stage, attack by attack. That every other change is refused or harmless is what
// __tests__/deep/signing-adversary.test.ts tries at random.
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { readTookOver } from '../../src/intoto/link/took-over.ts'
import { zip, type ZipEntry } from '../../.github/scripts/e2e/zip.ts'
import type { ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { encodeLink } from '../../src/intoto/link/encode-link.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { NOTHING_KNOWN } from '../../src/stages/known-of-commit.ts'
import type { StageTaken } from '../../src/stages/taken-products.ts'
import type { WorkedStage } from '../../src/stages/stage-to-sign.ts'
import { readWorkRecord } from '../../src/stages/work-record.ts'
import type { HashingArtifacts, UnpackBounds } from '../../src/stages/workflow-artifacts.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'
import { plain } from '../support/json.ts'
import {
  artifactsOf,
  checkoutOf,
  CLAIM,
  COMMIT,
  entriesOf,
  envelope,
  HONEST,
  honestWork,
  MADE,
  recordOf,
  RUN,
  sha,
  SigningJob,
  SOURCE,
  STAGE,
  store,
  workOf,
  type Stored,
  type Work
} from '../support/isolated-stage.ts'

const job = new SigningJob()
afterAll(() => job.close())

type Loose = Record<string, Record<string, Record<string, unknown>>>

/** An honest working job, but for one thing that its record says. */
function saying(change: (record: Record<string, unknown> & { environment: Loose }) => void): Work {
  const archive = entriesOf(HONEST.handedOver)
  const record = recordOf(HONEST, zip(archive)) as Record<string, unknown> & { environment: Loose }
  change(record)
  return store(record, archive)
}

const codeOf = async (work: Work, stage: Partial<WorkedStage> = {}): Promise<string> =>
  (await rejectionOf(job.sign(work, stage))).code

/** Replaces what is stored under an id. */
function replacing(id: string, change: (stored: Stored) => Stored): Work {
  const work = honestWork()
  return { ...work, stored: work.stored.map((stored) => (stored.id === id ? change(stored) : stored)) }
}

/** Of the step that products are taken over from. */
const SOURCE_LINK: Link = {
  name: 'source',
  command: [],
  materials: NO_ARTIFACTS,
  products: NO_ARTIFACTS,
  byproducts: new Map(),
  environment: new Map()
}

describe('an honest stage', () => {
  test('is signed with what the signing job found and what the other one made', async () => {
    const { link, handedOver } = await job.sign(honestWork())
    expect(handedOver).toBe(2)
    const digests = (files: Readonly<Record<string, string>>): unknown =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { sha256: sha(text) }]))
    expect(plain(encodeLink(link))).toEqual({
      _type: 'link',
      name: 'build',
      command: ['make', 'all'],
      materials: digests(SOURCE),
      products: digests({ ...SOURCE, ...MADE }),
      byproducts: { 'return-value': 0 },
      environment: {
        recording: { exclude: ['tmp/', '.git'], materials: { paths: ['.'] }, products: { paths: ['.'] } },
        run: { ...RUN, job: 'sign', runner: 'github-hosted' },
        modes: { materials: {}, products: { 'dist/run.sh': 'executable' } },
        setup: 'npm ci',
        working_directory: 'src',
        variables: { NODE_ENV: 'production' },
        hand_over: expect.objectContaining({ files: 2, artifact: { id: '11', digest: expect.any(String) } }),
        recorded_by: { job: 'work', attempt: '1', runner: 'github-hosted' },
        source: { repository: 'none' }
      }
    })
  })
  test('may hand over nothing', async () => {
    const { link, handedOver } = await job.sign(
      saying(({ environment }) => delete environment['hand_over']),
      { handOver: [] }
    )
    expect([handedOver, link.environment.has('hand_over')]).toEqual([0, false])
  })
  test('that names no command says nothing of success', async () => {
    const { link } = await job.sign(
      saying((record) => Object.assign(record, { command: [], byproducts: {} })),
      { command: [] }
    )
    expect([link.command, [...link.byproducts]]).toEqual([[], []])
  })
  test.each(['2', '7'])('is signed again in attempt %s, as of that attempt', async (attempt) => {
    const { link } = await job.sign(honestWork(), { run: { ...STAGE.run, attempt } })
    expect((plain(link.environment) as Loose)['run']).toMatchObject({ job: 'sign', attempt })
    expect((plain(link.environment) as Loose)['recorded_by']).toMatchObject({ job: 'work', attempt: '1' })
  })
  test('takes over before it records', async () => {
    const taking = new SigningJob({})
    const tookOver = { step: 'source', attempt: '1', digest: 'a'.repeat(64) }
    const takeOver = (): Promise<StageTaken> => {
      for (const [path, text] of Object.entries({ Makefile: SOURCE.Makefile }))
        writeFileSync(join(taking.workspace, path), text)
      const placed = new Set(['Makefile'])
      return Promise.resolve({ links: [SOURCE_LINK], tookOver: [tookOver], known: NOTHING_KNOWN, placed })
    }
    const work = saying((record) => (record['materials'] = { Makefile: { sha256: sha(SOURCE.Makefile) } }))
    const { link } = await taking.sign(work, { source: 'nothing' }, { takeOver })
    expect([...link.materials.paths()]).toEqual(['Makefile'])
    expect(readTookOver(link.environment)).toEqual([tookOver])
    await taking.close()
  })
})

describe('what the working job says of the beginning is never signed', () => {
  const hash = (text: string): { sha256: string } => ({ sha256: sha(text) })
  test.each<[string, string, (record: Record<string, unknown> & { environment: Loose }) => void]>([
    ['another step', 'SIGN_REFUSED', (record) => (record['name'] = 'test')],
    ['another command', 'SIGN_REFUSED', (record) => (record['command'] = ['make', 'evil'])],
    ['a word of the command less', 'SIGN_REFUSED', (record) => (record['command'] = ['make'])],
    ['a word of the command more', 'SIGN_REFUSED', (record) => (record['command'] = ['make', 'all', '-k'])],
    [
      'a material changed',
      'SIGN_MATERIALS_DIFFER',
      ({ materials }) => Object.assign(materials as object, { 'src/a.js': hash('evil') })
    ],
    [
      'a material more',
      'SIGN_MATERIALS_DIFFER',
      ({ materials }) => Object.assign(materials as object, { evil: hash('evil') })
    ],
    [
      'a material less',
      'SIGN_MATERIALS_DIFFER',
      ({ materials }) => delete (materials as Record<string, unknown>)['src/a.js']
    ],
    ['other excludes', 'SIGN_REFUSED', ({ environment }) => (environment['recording'] = { exclude: [] as never })],
    ['no excludes', 'SIGN_REFUSED', ({ environment }) => delete environment['recording']],
    ['another setup', 'SIGN_REFUSED', ({ environment }) => (environment['setup'] = 'curl evil' as never)],
    ['no setup', 'SIGN_REFUSED', ({ environment }) => delete environment['setup']],
    ['another place', 'SIGN_REFUSED', ({ environment }) => (environment['working_directory'] = 'elsewhere' as never)],
    ['the top of the workspace', 'SIGN_REFUSED', ({ environment }) => delete environment['working_directory']],
    ['no run', 'SIGN_REFUSED', ({ environment }) => delete environment['run']],
    ['no environment', 'SIGN_REFUSED', (record) => delete (record as Record<string, unknown>)['environment']],
    ...(['id', 'repository', 'repository_id', 'commit', 'ref', 'workflow', 'event', 'actor_id'] as const).flatMap(
      (fact): [string, string, (record: Record<string, unknown> & { environment: Loose }) => void][] => [
        [
          `another ${fact} of the run`,
          'SIGN_REFUSED',
          ({ environment }) => Object.assign(environment['run'] as object, { [fact]: 'other' })
        ],
        [`no ${fact} of the run`, 'SIGN_REFUSED', ({ environment }) => delete environment['run']?.[fact]]
      ]
    ),
    [
      'an attempt that is to come',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['run'] as object, { attempt: '2' })
    ],
    [
      'an attempt that is none',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['run'] as object, { attempt: '0' })
    ],
    ['no job', 'SIGN_REFUSED', ({ environment }) => delete environment['run']?.['job']],
    [
      'a runner that is no word',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['run'] as object, { runner: 'github-hosted\n' })
    ],
    [
      'a runner that begins with no word',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['run'] as object, { runner: ' github-hosted' })
    ]
  ])('%s', async (_what, code, change) => expect(await codeOf(saying(change))).toBe(code))

  test('the inputs are named that both jobs must have alike', async () => {
    const inputs = async (change: Parameters<typeof saying>[0]): Promise<string[]> =>
      [...((await rejectionOf(job.sign(saying(change)))).hint ?? '').matchAll(/`([\w-]+)`/g)].map(
        ([, name = '']) => name
      )
    expect(await inputs((record) => (record['command'] = ['make', 'evil']))).toEqual(['run', 'shell'])
    expect(await inputs(({ environment }) => delete environment['setup'])).toEqual(['setup'])
    expect(await inputs(({ environment }) => delete environment['working_directory'])).toEqual(['working-directory'])
    expect(await inputs(({ environment }) => delete environment['recording'])).toEqual(['exclude'])
    const recording = { exclude: ['tmp/', '.git'], materials: { paths: ['src'] }, products: { paths: ['.'] } }
    expect(await inputs(({ environment }) => (environment['recording'] = recording as never))).toEqual(['materials'])
  })
  test('modes of materials are those of the signing job', async () => {
    const work = saying(({ environment }) =>
      Object.assign(environment['modes'] as object, { materials: { Makefile: 'executable' } })
    )
    expect((plain((await job.sign(work)).link.environment) as Loose)['modes']).toMatchObject({ materials: {} })
  })
  test('a difference names the files, and says why where that can be told', async () => {
    const changed = await rejectionOf(
      job.sign(
        saying(({ materials }) =>
          Object.assign(materials as object, { 'src/a.js': hash('evil'), 'x\n::error::': hash('') })
        )
      )
    )
    expect(changed.message).toMatch(/src\/a\.js/)
    expect(changed.message).not.toContain('\n')
    const again = await rejectionOf(
      job.sign(
        saying(({ materials }) => Object.assign(materials as object, { 'src/a.js': hash('evil') })),
        { run: { ...STAGE.run, attempt: '2' } }
      )
    )
    expect(again.hint).toMatch(/[Rr]un the stage's jobs again/)
    const twins = new SigningJob({ README: 'a', readme: 'b' })
    const folded = await rejectionOf(twins.sign(saying((record) => (record['materials'] = { README: hash('a') }))))
    expect([folded.code, folded.hint]).toEqual(['SIGN_MATERIALS_DIFFER', expect.stringMatching(/one name on macOS/)])
    await twins.close()
  })
})

describe('what the working job says of the commit', () => {
  const source = { commit: COMMIT, tree: CLAIM.tree, files: 3, digest: CLAIM.digest }
  const disk = sha('ALPHA\r\n')

  test('is compared with what this job finds, and never copied', async () => {
    const cloned = new SigningJob({ ...SOURCE, '.git/HEAD': '' })
    const claimOf = async (change: object): Promise<unknown> => {
      const work = saying(({ environment }) => Object.assign(environment, change))
      return plain((await cloned.sign(work)).link.environment.get('source') ?? null)
    }
    expect(await claimOf({})).toEqual(source)
    expect(await claimOf({ source })).toEqual(source)
    const lies = [
      { ...source, commit: 'a'.repeat(40) },
      { ...source, files: 4 },
      { ...source, digest: '0'.repeat(64) },
      { ...source, submodules: { lib: { commit: COMMIT, files: 1, digest: CLAIM.digest } } },
      { ...source, more: 1 },
      'x'
    ]
    for (const lie of lies) expect((await rejectionOf(claimOf({ source: lie }))).code).toBe('SIGN_REFUSED')
    await cloned.close()
  })
  test('is missed where files differ, since that may be why', async () => {
    const cloned = new SigningJob({ ...SOURCE, '.git/HEAD': '' })
    const differing = (change: object): Promise<unknown> =>
      rejectionOf(
        cloned.sign(
          saying((record) => {
            Object.assign(record['materials'] as object, { 'src/a.js': { sha256: sha('other') } })
            Object.assign(record.environment, change)
          })
        )
      )
    const hint = 'write `source: none` for both jobs'
    expect(await differing({})).toMatchObject({ code: 'SIGN_MATERIALS_DIFFER', hint: expect.stringContaining(hint) })
    expect(await differing({ source })).toMatchObject({ hint: expect.not.stringContaining(hint) })
    await cloned.close()
  })
  test('is not copied where this job has no commit, or is to claim none', async () => {
    const work = (): Work => saying(({ environment }) => Object.assign(environment, { source }))
    const signed = (await job.sign(work())).link.environment.get('source')
    expect(plain(signed ?? null)).toEqual({ repository: 'none' })
    const cloned = new SigningJob({ ...SOURCE, '.git/HEAD': '' })
    expect((await cloned.sign(work(), { claims: 'none' })).link.environment.has('source')).toBe(false)
    await cloned.close()
  })
  test('of products stands in the link, and the archive holds the bytes of the disk', async () => {
    const archive = entriesOf({ ...HONEST.handedOver, 'dist/a.js': 'ALPHA\r\n' })
    const record = recordOf(HONEST, zip(archive)) as { environment: Record<string, unknown> }
    record.environment['converted'] = { materials: {}, products: { 'dist/a.js': disk } }
    const { link } = await job.sign(store(record, archive))
    expect(plain(link.environment.get('converted') ?? null)).toEqual({ products: { 'dist/a.js': disk } })
    expect(link.products.get('dist/a.js' as ArtifactPath)).toBe(`sha256:${sha(MADE['dist/a.js'])}`)
    const other = entriesOf(HONEST.handedOver)
    const bytes = recordOf(HONEST, zip(other)) as { environment: Record<string, unknown> }
    bytes.environment['converted'] = record.environment['converted']
    expect(await codeOf(store(bytes, other))).toBe('SIGN_REFUSED')
  })
  test.each<[string, unknown]>([
    ['a file that is no product', { products: { evil: disk } }],
    ['a digest of another kind', { products: { 'dist/a.js': 'a'.repeat(40) } }],
    ['a digest in capitals', { products: { 'dist/a.js': disk.toUpperCase() } }],
    ['a digest with its name', { products: { 'dist/a.js': `sha256:${disk}` } }],
    ['materials that cannot be read', { materials: { Makefile: 1 }, products: {} }],
    ['something else', { evil: {} }],
    ['a word', 'x'],
    ['a list', { products: ['dist/a.js'] }]
  ])('is refused when it names %s', async (_what, converted) =>
    expect(await codeOf(saying(({ environment }) => Object.assign(environment, { converted })))).toBe('SIGN_REFUSED')
  )
  test('of links among what is handed over must be of products that are links', async () => {
    const calling = (links: readonly string[], modes: object): Work =>
      saying(({ environment }) => {
        Object.assign(environment['hand_over'] as object, { links })
        Object.assign(environment['modes']?.['products'] as object, modes)
      })
    expect(await codeOf(calling(['dist/a.js'], {}))).toBe('SIGN_REFUSED')
    expect(await codeOf(calling(['src/a.js'], { 'src/a.js': 'symlink' }))).toBe('SIGN_REFUSED')
    expect(await codeOf(calling(['dist/a.js'], { 'dist/a.js': 'executable' }))).toBe('SIGN_REFUSED')
    const { link } = await job.sign(calling(['dist/a.js'], { 'dist/a.js': 'symlink' }))
    expect(plain(link.environment.get('hand_over') ?? null)).toMatchObject({ links: ['dist/a.js'] })
  })
})

describe('what the working job alone knows is bounded', () => {
  type Change = (record: Record<string, unknown> & { environment: Loose }) => void
  const product =
    (name: string, digests: unknown = { sha256: sha('') }): Change =>
    ({ products }) =>
      Object.assign(products as object, { [name]: digests })
  test.each<[string, string, Change]>([
    ['a product that is excluded', 'SIGN_REFUSED', product('tmp/x')],
    ['a product of git', 'SIGN_REFUSED', product('.git/config')],
    ['a product outside of the workspace', 'SIGN_REFUSED', product('../x')],
    ['a product with an absolute path', 'SIGN_REFUSED', product('/etc/passwd')],
    ['a product with a backslash', 'SIGN_REFUSED', product('a\\b')],
    ['a product with a long name', 'SIGN_REFUSED', product('x'.repeat(LIMITS.nameLength + 1))],
    ['a product with a weak digest alone', 'SIGN_REFUSED', product('x', { md5: '0'.repeat(32) })],
    ['a product with two digests', 'SIGN_REFUSED', product('x', { sha256: sha(''), sha1: '0'.repeat(40) })],
    ['a product with a digest after that', 'SIGN_REFUSED', product('x', { sha256: sha(''), sha512: '0'.repeat(128) })],
    ['a product with a digest in capitals', 'SIGN_REFUSED', product('x', { sha256: sha('').toUpperCase() })],
    ['a member of the link that there is not', 'SIGN_REFUSED', (record) => (record['materials2'] = {})],
    [
      'a member of the environment that no stage records',
      'SIGN_REFUSED',
      ({ environment }) => (environment['checkout'] = { commit: COMMIT } as never)
    ],
    ['who recorded it', 'SIGN_REFUSED', ({ environment }) => (environment['recorded_by'] = {})],
    ['a failed command', 'SIGN_REFUSED', (record) => (record['byproducts'] = { 'return-value': 1 })],
    ['no word of success', 'SIGN_REFUSED', (record) => (record['byproducts'] = {})],
    ['another by-product', 'SIGN_REFUSED', (record) => (record['byproducts'] = { 'return-value': 0, stdout: 'x' })],
    [
      'a variable that was not asked for',
      'SIGN_REFUSED',
      ({ environment }) => (environment['variables'] = { PATH: 'x' } as never)
    ],
    [
      'a variable that is no text',
      'SIGN_REFUSED',
      ({ environment }) => (environment['variables'] = { CI: 1 } as never)
    ],
    [
      'a variable with a secret',
      'SIGN_REFUSED',
      ({ environment }) => (environment['variables'] = { CI: `ghp_${'a'.repeat(36)}` } as never)
    ],
    [
      'a variable without end',
      'SIGN_REFUSED',
      ({ environment }) => (environment['variables'] = { CI: 'x'.repeat(LIMITS.variableBytes + 1) } as never)
    ],
    [
      'a mode that there is not',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['modes'] as object, { products: { 'log.txt': 'setuid' } })
    ],
    [
      'a mode of no product',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['modes'] as object, { products: { gone: 'executable' } })
    ],
    [
      'modes of something else',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['modes'] as object, { others: {} })
    ],
    ['no hand-over', 'SIGN_REFUSED', ({ environment }) => delete environment['hand_over']],
    ['half a hand-over', 'SIGN_REFUSED', ({ environment }) => delete environment['hand_over']?.['files']],
    [
      'a hand-over of more files',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['hand_over'] as object, { files: 3 })
    ],
    [
      'a hand-over of other files',
      'SIGN_REFUSED',
      ({ environment }) => Object.assign(environment['hand_over'] as object, { digest: `sha256:${'0'.repeat(64)}` })
    ]
  ])('%s', async (_what, code, change) => expect(await codeOf(saying(change))).toBe(code))

  const leavingOut =
    (products: unknown): Parameters<typeof saying>[0] =>
    ({ environment }) =>
      Object.assign(environment['recording'] as object, { products })
  test.each([
    ['by a pattern of which this job was not told', { paths: ['.'], left_out: { 'evil/': 1 } }],
    ['in a number that is none', { paths: ['.'], left_out: { 'tmp/': -1 } }],
    ['as a list', { paths: ['.'], left_out: ['tmp/'] }],
    ['of nothing that it names', { left_out: { 'tmp/': 1 } }],
    ['as a text', 'tmp/']
  ])('products that are left out %s', async (_what, products) =>
    expect(await codeOf(saying(leavingOut(products)))).toBe('SIGN_REFUSED')
  )
  test('products that are left out are told with the paths of the signing job', async () => {
    const { link } = await job.sign(saying(leavingOut({ paths: ['x'], left_out: { 'tmp/': 4 }, more: 'evil' })))
    expect((plain(link.environment) as Loose)['recording']).toEqual({
      exclude: ['tmp/', '.git'],
      materials: { paths: ['.'] },
      products: { paths: ['.'], left_out: { 'tmp/': 4 } }
    })
  })
  test('products outside of the paths that are recorded', async () => {
    expect(await codeOf(honestWork(), { products: ['dist'] })).toBe('SIGN_REFUSED')
    expect((await job.sign(honestWork(), { products: ['dist', 'log.txt', 'Makefile', 'src'] })).handedOver).toBe(2)
  })
  test('a hand-over of which the signing job was not told', async () =>
    expect(await codeOf(honestWork(), { handOver: [] })).toBe('SIGN_REFUSED'))
  test('products that nothing fits', async () =>
    expect(await codeOf(honestWork(), { handOver: ['out/**'] })).toBe('HAND_OVER_NOTHING'))
  test('nothing at all', async () => {
    const empty = new SigningJob({})
    const work = saying((record) => {
      Object.assign(record, { materials: {}, products: {} })
      delete record.environment['hand_over']
      record.environment['modes'] = {}
    })
    expect((await rejectionOf(empty.sign(work, { handOver: [] }))).code).toBe('RECORDING_NOTHING')
    await empty.close()
  })
})

describe('the record is the one that the outputs of the working job name', () => {
  const other = store(recordOf(HONEST, zip([])), undefined).stored[0] as Stored
  test.each<[string, () => Work]>([
    ['which is not there', () => ({ ...honestWork(), outputs: { ...honestWork().outputs, id: '12' } })],
    ['which holds products', () => ({ ...honestWork(), outputs: { ...honestWork().outputs, id: '11' } })],
    [
      'whose digest is another',
      () => ({ ...honestWork(), outputs: { ...honestWork().outputs, digest: `sha256:${'0'.repeat(64)}` } })
    ],
    ['whose digest the service does not tell', () => replacing('10', (stored) => ({ ...stored, digest: undefined }))],
    ['which was exchanged', () => replacing('10', (stored) => ({ ...stored, zip: other.zip }))],
    [
      'which is of another step',
      () => replacing('10', (stored) => ({ ...stored, name: 'in-toto-unsigned.test.work.0.1' }))
    ],
    [
      'which is of another job',
      () => replacing('10', (stored) => ({ ...stored, name: 'in-toto-unsigned.build.other.0.1' }))
    ],
    [
      'which is of another attempt',
      () => replacing('10', (stored) => ({ ...stored, name: 'in-toto-unsigned.build.work.0.2' }))
    ],
    ['whose name nobody writes', () => replacing('10', (stored) => ({ ...stored, name: 'in-toto-unsigned.build' }))]
  ])('%s', async (_what, work) => expect(await codeOf(work())).toBe('SIGN_REFUSED'))

  test('which claims an attempt that is to come, by its name, too', async () => {
    const work = saying(({ environment }) => Object.assign(environment['run'] as object, { attempt: '2' }))
    const renamed = work.stored.map((stored) => ({ ...stored, name: stored.name.replace(/1$/, '2') }))
    expect(await codeOf({ ...work, stored: renamed })).toBe('SIGN_REFUSED')
    const again = { run: { ...STAGE.run, attempt: '2' } }
    expect((await job.sign({ ...work, stored: renamed }, again)).handedOver).toBe(2)
  })
  test('even when the command wrote these outputs, as the runner lets it, and stored what fits them', async () => {
    // A composite hands on what stands in its own file of outputs, which lies open while its inner steps run.
    const forged = saying(({ materials, environment }) => {
      Object.assign(materials as object, { 'src/a.js': { sha256: '0'.repeat(64) } })
      Object.assign(environment['run'] as object, { job: 'stage' })
    })
    const [record, ...rest] = forged.stored as [Stored, ...Stored[]]
    const own = { ...record, id: '77', name: 'in-toto-unsigned.build.stage.0.1' }
    const products = rest.map((stored) => ({ ...stored, name: 'in-toto-products.build.stage.0.1' }))
    const work = { ...forged, outputs: { ...forged.outputs, id: '77' }, stored: [own, ...products] }
    expect(await codeOf(work)).toBe('SIGN_MATERIALS_DIFFER')
  })
  test('and never one of the same name', async () => {
    const work = honestWork()
    // Stored later, by any job of the run.
    const impostor = { ...other, id: '99', name: 'in-toto-unsigned.build.work.0.1' }
    expect((await job.sign({ ...work, stored: [impostor, ...work.stored] })).handedOver).toBe(2)
  })
  test.each<[string, ZipEntry[]]>([
    ['nothing', []],
    ['the record of another step', [{ name: 'test.link', content: envelope(recordOf(HONEST, zip([]))) }]],
    ['a signed link', [{ name: 'build.0a0a0a0a.link', content: envelope(recordOf(HONEST, zip([]))) }]]
  ])('and holds it, not %s', async (_what, entries) => {
    const archive = zip(entries)
    const work = honestWork()
    const changed = {
      ...work,
      outputs: { ...work.outputs, digest: `sha256:${sha(archive)}` },
      stored: work.stored.map((stored) => (stored.id === '10' ? { ...stored, zip: archive } : stored))
    }
    expect(await codeOf(changed)).toBe('SIGN_REFUSED')
  })
  test('and nobody signed it', async () => {
    const honest = recordOf(HONEST, zip(entriesOf(HONEST.handedOver)))
    const signed = JSON.parse(envelope(honest).toString()) as { signatures: unknown[] }
    signed.signatures.push({ keyid: 'a'.repeat(64), sig: 'AAAA' })
    const archive = zip([{ name: 'build.link', content: Buffer.from(JSON.stringify(signed)) }])
    const work = honestWork()
    const changed = {
      ...work,
      outputs: { ...work.outputs, digest: `sha256:${sha(archive)}` },
      stored: work.stored.map((stored) => (stored.id === '10' ? { ...stored, zip: archive } : stored))
    }
    expect((await rejectionOf(job.sign(changed))).message).toBe(
      'Step "build" is not signed: its record is signed already.'
    )
  })
})

describe('what is handed over holds exactly the products', () => {
  /** A record that fits the archive, whatever is in it. */
  const archived = (entries: readonly ZipEntry[]): Work => store(recordOf(HONEST, zip(entries)), entries)
  const honest = entriesOf(HONEST.handedOver)
  const [first = { name: '', content: Buffer.alloc(0) }, second = first] = honest
  test.each<[string, string, readonly ZipEntry[]]>([
    ['a file less', 'SIGN_REFUSED', [first]],
    ['a file more', 'SIGN_REFUSED', [...honest, { name: 'dist/evil', content: Buffer.from('') }]],
    [
      'a file of the product list that is not selected',
      'SIGN_REFUSED',
      [...honest, { name: 'log.txt', content: Buffer.from(MADE['log.txt']) }]
    ],
    ['other bytes', 'SIGN_REFUSED', [first, { ...second, content: Buffer.from('evil') }]],
    ['another name', 'SIGN_REFUSED', [first, { ...second, name: 'dist/other' }]],
    ['a link', 'ARTIFACT_ZIP_INVALID', [first, { ...second, mode: 0o120777 }]],
    ['a file twice', 'ARTIFACT_ZIP_INVALID', [...honest, second]],
    ['a path outwards', 'ARTIFACT_ZIP_INVALID', [...honest, { name: '../x', content: Buffer.from('') }]],
    ['a size that is not so', 'ARTIFACT_ZIP_INVALID', [first, { ...second, claimedSize: 1 }]]
  ])('not %s', async (_what, code, entries) => expect(await codeOf(archived(entries))).toBe(code))

  test.each<[string, () => Work]>([
    ['that is gone', () => ({ ...honestWork(), stored: honestWork().stored.slice(0, 1) })],
    ['of another step', () => replacing('11', (stored) => ({ ...stored, name: 'in-toto-products.test.work.0.1' }))],
    ['of another job', () => replacing('11', (stored) => ({ ...stored, name: 'in-toto-products.build.other.0.1' }))],
    ['of another attempt', () => replacing('11', (stored) => ({ ...stored, name: 'in-toto-products.build.work.0.2' }))],
    ['that was exchanged', () => replacing('11', (stored) => ({ ...stored, zip: zip([first]) }))],
    ['whose digest the service does not tell', () => replacing('11', (stored) => ({ ...stored, digest: undefined }))],
    [
      'that is the record',
      () => saying(({ environment }) => Object.assign(environment['hand_over']?.['artifact'] as object, { id: '10' }))
    ]
  ])('and is not one %s', async (_what, work) => expect(await codeOf(work())).toBe('SIGN_REFUSED'))

  test('which of the two differs is told, name or digest', async () => {
    const named = replacing('11', (stored) => ({ ...stored, name: 'in-toto-products.build.other.0.1' }))
    const exchanged = zip([first])
    const changed = replacing('11', (stored) => ({ ...stored, zip: exchanged }))
    const shown = async (work: Work): Promise<boolean[]> => {
      const { message } = await rejectionOf(job.sign(work))
      return ['in-toto-products.build.', 'attempt 1', 'sha256:'].map((part) => message.includes(part))
    }
    expect([await shown(named), await shown(changed)]).toEqual([
      [true, true, false],
      [true, false, true]
    ])
  })
  test('whatever the command made', async () => {
    const made = {
      products: { ...HONEST.products, 'dist/a.js': 'evil' },
      handedOver: { ...HONEST.handedOver, 'dist/a.js': 'evil' }
    }
    const { link } = await job.sign(workOf(made))
    expect(link.products.get('dist/a.js' as never)).toBe(`sha256:${sha('evil')}`)
  })
  test('and is read within bounds, as the record is', async () => {
    const work = honestWork()
    const asked: [string, UnpackBounds][] = []
    const artifacts = artifactsOf(work.stored, job.scratch)
    const watched: HashingArtifacts = {
      ...artifacts,
      unpack: (artifact, directory, bounds) => {
        asked.push([artifact.name, bounds])
        return artifacts.unpack(artifact, directory, bounds)
      },
      hash: (artifact, bounds, onRead) => {
        asked.push([artifact.name, bounds])
        return artifacts.hash(artifact, bounds, onRead)
      }
    }
    await job.sign(work, {}, { artifacts: watched })
    expect(asked).toEqual([
      ['in-toto-unsigned.build.work.0.1', { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }],
      [
        'in-toto-products.build.work.0.1',
        { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles }
      ]
    ])
  })
  test('and is read in bounded time', async () => {
    let time = 0
    const now = (): number => (time += LIMITS.handOverReadMs + 1)
    expect((await rejectionOf(job.sign(honestWork(), {}, { now }))).code).toBe('SIGN_TIME_LIMIT')
    time = 0
    const quick = (): number => (time += 1000)
    expect((await job.sign(honestWork(), {}, { now: quick })).handedOver).toBe(2)
  })
})

describe('the job that signs starts from the commit of the run or from nothing', () => {
  test.each(['/tmp', '.git', 'Makefile', 'app'])('a working directory that the commit leads to %s', async (target) => {
    const linked = new SigningJob({ Makefile: SOURCE.Makefile, '.git/x': '' })
    symlinkSync(target, join(linked.workspace, 'app'))
    const work = saying((record) => {
      record['materials'] = { Makefile: { sha256: sha(SOURCE.Makefile) } }
      record.environment['working_directory'] = 'app' as never
    })
    const { code } = await rejectionOf(linked.sign(work, { workingDirectory: 'app', materials: ['Makefile'] }))
    expect(code).toBe('WORKING_DIRECTORY_OUTSIDE')
    await linked.close()
  })
  test('another commit', async () => {
    const checkout = checkoutOf('d'.repeat(40))
    expect((await rejectionOf(job.sign(honestWork(), {}, { checkout }))).code).toBe('SIGN_COMMIT_DIFFERS')
  })
  test('something where nothing was checked out', async () =>
    expect(await codeOf(honestWork(), { source: 'nothing' })).toBe('SIGN_WORKSPACE_NOT_EMPTY'))
  test('a file that lies beside the checkout is a material, so the working job must have it, too', async () => {
    const dirty = new SigningJob({ ...SOURCE, planted: 'evil' })
    expect((await rejectionOf(dirty.sign(honestWork()))).code).toBe('SIGN_MATERIALS_DIFFER')
    await dirty.close()
  })
})

describe('a stage that only checks out', () => {
  test('is signed without a word of any other job', async () => {
    const { link, handedOver } = await job.signCheckout()
    expect([handedOver, link.command, link.materials.size, [...link.byproducts]]).toEqual([0, [], 0, []])
    expect([...link.products.paths()]).toEqual(Object.keys(SOURCE))
    expect(plain(link.environment)).toEqual({
      recording: { exclude: ['tmp/', '.git'], materials: { paths: [] }, products: { paths: ['.'] } },
      run: { ...RUN, job: 'sign', runner: 'github-hosted' },
      modes: { materials: {}, products: {} },
      source: { commit: COMMIT, tree: CLAIM.tree, files: 3, digest: CLAIM.digest },
      checkout: { commit: COMMIT }
    })
  })
  test('tells the variables of the signing job that its inputs name', async () => {
    const { link } = await job.signCheckout({ variables: jsonObject({ CI: 'true', NODE_ENV: 'production' }) })
    expect((plain(link.environment) as Loose)['variables']).toEqual({ CI: 'true', NODE_ENV: 'production' })
  })
  test('records what git tracks and nothing else', async () => {
    const dirty = new SigningJob({ ...SOURCE, planted: 'evil' })
    expect([...(await dirty.signCheckout()).link.products.paths()]).toEqual(Object.keys(SOURCE))
    await dirty.close()
  })
  test('hands its files over, and names the workflow artifact', async () => {
    const uploads: { name: string; files: readonly string[]; root: string }[] = []
    const artifacts = {
      ...artifactsOf([], job.scratch),
      upload: (request: { name: string; files: readonly string[]; root: string }) => {
        uploads.push(request)
        return Promise.resolve({ id: '31', digest: `sha256:${'3'.repeat(64)}` })
      }
    }
    const { link, handedOver } = await job.signCheckout({ handOver: ['src/**'] }, { artifacts })
    expect([handedOver, uploads.map(({ name }) => name)]).toEqual([2, ['in-toto-products.build.sign.0.1']])
    expect(uploads[0]?.files.map((path) => path.slice((uploads[0]?.root.length ?? 0) + 1))).toEqual([
      'src/a.js',
      'src/b.js'
    ])
    // The copies, not the workspace that something could go on changing.
    expect(uploads[0]?.root.startsWith(job.workspace)).toBe(false)
    expect((plain(link.environment) as Loose)['hand_over']).toMatchObject({
      files: 2,
      artifact: { id: '31', digest: `sha256:${'3'.repeat(64)}` }
    })
  })
  test.each(['/etc/hostname', '.git/HEAD'])(
    'of a link to %s, which is no file of the commit, is refused',
    async (target) => {
      const linked = new SigningJob({ ...SOURCE, '.git/HEAD': 'x' })
      symlinkSync(target, join(linked.workspace, 'VERSION'))
      const checkout = checkoutOf(COMMIT, [...Object.keys(SOURCE), 'VERSION'])
      expect((await rejectionOf(linked.signCheckout({}, { checkout }))).code).toBe('RECORD_OUTSIDE')
      const excluded = await linked.signCheckout({ exclude: ['VERSION'] }, { checkout })
      expect([...excluded.link.products.paths()]).toEqual(Object.keys(SOURCE))
      await linked.close()
    }
  )
  test('of a link within the commit is signed as what it leads to', async () => {
    const linked = new SigningJob(SOURCE)
    symlinkSync('src/a.js', join(linked.workspace, 'link'))
    const checkout = checkoutOf(COMMIT, [...Object.keys(SOURCE), 'link'])
    const { link } = await linked.signCheckout({}, { checkout })
    expect(link.products.get('link' as never)).toBe(`sha256:${sha(SOURCE['src/a.js'])}`)
    await linked.close()
  })
  test('of another commit is refused', async () => {
    const checkout = checkoutOf('d'.repeat(40))
    expect((await rejectionOf(job.signCheckout({}, { checkout }))).code).toBe('SIGN_COMMIT_DIFFERS')
  })
  test('of nothing is refused', async () => {
    const checkout = checkoutOf(COMMIT, [])
    expect((await rejectionOf(job.signCheckout({}, { checkout }))).code).toBe('RECORDING_NOTHING')
  })
})

test.each([
  ['no job', { job: '' }],
  ['an endless job', { job: 'x'.repeat(101) }],
  ['a job that no workflow can have', { job: 'work\n::error::x' }],
  ['a job that goes on', { job: 'work evil' }],
  ['a job with something in front', { job: './work' }],
  ['attempt 0', { attempt: '0' }],
  ['an attempt that goes on', { attempt: '1 of 2' }],
  ['an attempt that is too large', { attempt: '1234567890' }],
  ['an attempt with a line break', { attempt: '1\n' }],
  ['an attempt with something in front', { attempt: ' 1' }],
  ['a runner that goes on', { runner: 'github-hosted, self-hosted' }],
  ['a runner without end', { runner: 'x'.repeat(65) }],
  ['a runner without a name', { runner: '' }],
  ['an attempt in words', { attempt: 'one' }]
])('a record of %s is refused, whatever it is called', (_what, facts) => {
  const record = recordOf(HONEST, zip([])) as { environment: { run: object } }
  Object.assign(record.environment.run, facts)
  expect(errorOf(() => readWorkRecord(envelope(record), 'build.link', STAGE)).code).toBe('SIGN_REFUSED')
})

test('a record whose hand-over cannot be read is refused by itself', () => {
  for (const note of ['dist', null, {}, { files: 2 }]) {
    const record = recordOf(HONEST, zip([])) as { environment: object }
    Object.assign(record.environment, { hand_over: note })
    expect(errorOf(() => readWorkRecord(envelope(record), 'build.link', STAGE)).code).toBe('SIGN_REFUSED')
  }
})
