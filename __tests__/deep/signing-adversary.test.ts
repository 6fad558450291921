// SPDX-License-Identifier: Apache-2.0
// The working job of an isolated stage is the adversary: its record, its outputs and its archive are arbitrary. What the
// signing job answers for must be what an honest run gives, or nothing is signed.
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { InTotoError } from '../../src/base/errors.ts'
import { isJsonObject } from '../../src/intoto/json/json-value.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { readRecordedBy } from '../../src/intoto/link/recorded-by.ts'
import { selectProducts } from '../../src/stages/hand-over.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import type { ZipEntry } from '../../.github/scripts/e2e/zip.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import {
  entriesOf,
  HONEST,
  honestWork,
  MADE,
  PATTERNS,
  recordOf,
  sha,
  SigningJob,
  STAGE,
  store,
  vouchedFor,
  type Made,
  type Stored,
  type Work
} from '../support/isolated-stage.ts'
import { zip } from '../../.github/scripts/e2e/zip.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

const job = new SigningJob()
afterAll(() => job.close())

let honest: unknown
beforeAll(async () => {
  honest = vouchedFor((await job.sign(honestWork())).link)
})

/** Every place in a document, as the object or list that holds it and the key there. */
function places(value: Json, found: (readonly [Json, string | number])[] = []): (readonly [Json, string | number])[] {
  if (Array.isArray(value)) value.forEach((item, index) => places(item, (found.push([value, index]), found)))
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) places(member, (found.push([value, name]), found))
  return found
}

const ODD: readonly Json[] = [
  null,
  true,
  0,
  1,
  -1,
  2 ** 53,
  '',
  '.',
  '..',
  'x',
  'github-hosted',
  'work',
  'sign',
  '2',
  'c'.repeat(40),
  `sha256:${'0'.repeat(64)}`,
  [],
  ['make'],
  {},
  { sha256: '0'.repeat(64) },
  JSON.parse('{"__proto__":"x"}') as Json
]
const NAMES = [
  'src/a.js',
  '../x',
  '/etc/passwd',
  'a\\b',
  '.git/config',
  'tmp/x',
  'dist/new',
  'dir:dist',
  '__proto__',
  'recorded_by',
  'checkout',
  'run',
  'hand_over',
  'return-value',
  'stdout',
  'NODE_ENV',
  'CI',
  'TOKEN'
]
const HEX = '0123456789abcdef'

/** One change of one place of a record. */
function mutate(record: Json, chance: Chance): string {
  const all = places(record)
  const [holder, key] = chance.pick(all)
  const target = holder as Record<string | number, Json>
  const old = target[key] as Json
  switch (chance.below(7)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else Reflect.deleteProperty(target, key)
      return 'dropped'
    case 1:
      target[key] = structuredClone(chance.pick(ODD))
      return 'of another type or value'
    case 2:
      if (Array.isArray(holder)) holder.push(structuredClone(chance.pick(ODD)))
      else
        Object.defineProperty(target, chance.pick(NAMES), {
          value: structuredClone(chance.pick(ODD)),
          enumerable: true,
          configurable: true,
          writable: true
        })
      return 'added'
    case 3:
      if (typeof old === 'string' && /^[0-9a-f]{64}$/.test(old)) {
        const at = chance.below(64)
        target[key] = old.slice(0, at) + HEX[(HEX.indexOf(old[at] ?? '0') + 1) % 16] + old.slice(at + 1)
        return 'a digest of another value'
      }
      target[key] =
        typeof old === 'string'
          ? `${old}${chance.pick(['x', ' ', '\n', '\u0000', '/'])}`
          : structuredClone(chance.pick(ODD))
      return 'a text that is longer'
    case 4: {
      const [otherHolder, otherKey] = chance.pick(all)
      target[key] = structuredClone((otherHolder as Record<string | number, Json>)[otherKey] as Json)
      return 'taken from elsewhere in the record'
    }
    case 5: {
      if (Array.isArray(holder)) return mutate(record, chance)
      Reflect.deleteProperty(target, key)
      Object.defineProperty(target, chance.pick([...NAMES, `${key} `, String(key).toUpperCase()]), {
        value: old,
        enumerable: true,
        configurable: true,
        writable: true
      })
      return 'under another name'
    }
    default: {
      const lists = all.filter(([, name]) => name === 'materials' || name === 'products')
      const [listHolder, listKey] = chance.pick(lists.length > 0 ? lists : all)
      const list = (listHolder as Record<string | number, Json>)[listKey]
      if (typeof list === 'object' && list !== null && !Array.isArray(list))
        list[chance.pick(NAMES)] = { sha256: sha(chance.pick(['alpha', 'evil'])) }
      return 'a file more'
    }
  }
}

/** One change of an archive. */
function mutateArchive(entries: ZipEntry[], chance: Chance): string {
  const index = chance.below(entries.length)
  const entry = entries[index] as ZipEntry
  switch (chance.below(6)) {
    case 0:
      entries.splice(index, 1)
      return 'archive: a file less'
    case 1:
      entries[index] = { ...entry, content: Buffer.from('evil') }
      return 'archive: a file replaced'
    case 2:
      entries.push({
        name: chance.pick(['evil', 'dist/evil', '../evil', 'dist/../evil', '/evil', 'DIST/A.JS', 'dist\\evil']),
        content: Buffer.from('evil')
      })
      return 'archive: a file more'
    case 3:
      entries[index] = { ...entry, name: chance.pick(['dist/other', 'a', `${entry.name}/`, '../x']) }
      return 'archive: a file renamed'
    case 4:
      entries[index] = { ...entry, mode: chance.pick([0o120777, 0o010644, 0o040755, 0o020644]) }
      return 'archive: a link, a pipe, a device'
    default:
      entries.push(entry)
      return 'archive: a file twice'
  }
}

/** A change of what is stored, and of what the outputs of the working job say of it. */
function mutateStore(work: Work, chance: Chance): [Work, string] {
  const stored: Stored[] = [...work.stored]
  const index = chance.below(stored.length)
  const one = stored[index] as Stored
  switch (chance.below(7)) {
    case 0:
      return [
        { ...work, outputs: { ...work.outputs, id: chance.pick(['11', '12', '', '0', '10 ', '-1', 'none']) } },
        'outputs: another id'
      ]
    case 1:
      return [
        {
          ...work,
          outputs: {
            ...work.outputs,
            digest: chance.pick(['', 'none', `sha256:${'0'.repeat(64)}`, work.outputs.digest.toUpperCase()])
          }
        },
        'outputs: another digest'
      ]
    case 2:
      stored.splice(index, 1)
      return [{ ...work, stored }, 'store: an artifact less']
    case 3:
      stored[index] = { ...one, digest: chance.pick([undefined, `sha256:${'0'.repeat(64)}`, '']) }
      return [{ ...work, stored }, 'store: another digest']
    case 4:
      stored[index] = {
        ...one,
        name: one.name.replace(
          /build|work|\.1$|unsigned|products/,
          chance.pick(['test', 'other', '.2', 'sign', 'products', 'unsigned'])
        )
      }
      return [{ ...work, stored }, 'store: another name']
    case 5: {
      // Another record under an id of its own, with outputs that fit it.
      const other = store({ ...work.record, name: chance.pick(['build', 'test']) }, work.archive)
      const unsigned = {
        ...(other.stored[0] as Stored),
        id: '20',
        name: chance.pick([
          'in-toto-unsigned.build.other.0.1',
          'in-toto-unsigned.build.work.0.2',
          'in-toto-unsigned.test.work.0.1'
        ])
      }
      return [
        {
          ...work,
          outputs: { id: '20', digest: other.outputs.digest },
          stored: [...stored, unsigned]
        },
        "store: another job's or attempt's record"
      ]
    }
    default: {
      const content = zip(entriesOf({ 'dist/a.js': MADE['dist/a.js'], 'dist/run.sh': 'evil' }))
      stored[stored.length - 1] = { ...(stored.at(-1) as Stored), zip: content }
      return [{ ...work, stored }, 'store: an archive exchanged']
    }
  }
}

/** What a hostile command makes: anything, told and handed over without a contradiction. */
function madeAtWill(chance: Chance): Made {
  const products: Record<string, string> = { ...HONEST.products }
  for (let times = chance.below(4); times > 0; times -= 1) {
    const name = chance.pick([...Object.keys(products), 'dist/new', 'dist/sub/new', 'new'])
    if (chance.once(3)) Reflect.deleteProperty(products, name)
    else products[name] = chance.pick(['evil', 'alpha', ''])
  }
  const handed = Object.entries(products).filter(([name]) => name.startsWith('dist/'))
  return handed.length === 0 ? HONEST : { products, handedOver: Object.fromEntries(handed) }
}

/** A working job that does whatever it likes: with its products, and then with everything else. */
function hostile(chance: Chance): readonly [Work, readonly string[]] {
  const kinds: string[] = []
  const made = chance.once(2) ? madeAtWill(chance) : HONEST
  if (made !== HONEST) kinds.push('products at will')
  const entries = entriesOf(made.handedOver)
  if (chance.once(6)) kinds.push(mutateArchive(entries, chance))
  let record = structuredClone(recordOf(made, zip(entries))) as Json
  for (let times = chance.once(2) ? 0 : 1 + chance.below(3); times > 0; times -= 1) {
    if (places(record).length === 0) break
    kinds.push(mutate(record, chance))
  }
  if (chance.once(100)) record = structuredClone(chance.pick(ODD))
  let work = store(record, entries, chance.once(60) ? chance.pick(['test.link', 'build.0.link', 'x']) : 'build.link')
  if (chance.once(6) || kinds.length === 0) {
    const [changed, kind] = mutateStore(work, chance)
    work = changed
    kinds.push(kind)
  }
  return [work, kinds]
}

/** Everything that must hold of a link that was signed, whatever the working job did. */
function expectSound(link: Link, { stored }: Work): void {
  expect(vouchedFor(link)).toEqual(honest)
  expect(
    [...link.environment.keys()].filter(
      (name) =>
        ![
          'recording',
          'run',
          'modes',
          'setup',
          'working_directory',
          'variables',
          'hand_over',
          'recorded_by',
          'source'
        ].includes(name)
    )
  ).toEqual([])
  expect([...link.byproducts]).toEqual([['return-value', 0]])
  for (const [path, digests] of link.products) {
    expect(digests).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(path).not.toMatch(/^\/|^tmp\/|\\|(^|\/)\.\.?(\/|$)|(^|\/)\.git(\/|$)/)
  }
  const variables = link.environment.get('variables') ?? new Map()
  if (!isJsonObject(variables)) throw new Error('variables are no object')
  for (const [name, value] of variables)
    expect([STAGE.variables.includes(name), typeof value]).toEqual([true, 'string'])
  const recordedBy = readRecordedBy(link.environment)
  if (recordedBy === undefined || recordedBy === 'malformed') throw new Error('the link does not say who recorded it')
  expect(recordedBy.job).toMatch(/^(?:work|other|sign)$/)
  expect(recordedBy.attempt).toBe('1')
  if (recordedBy.runner !== undefined) expect(recordedBy.runner).toMatch(/^[\w-]{1,64}$/)
  // What is handed over is exactly what lies in the archive that is named.
  const selected = selectProducts(link.products, PATTERNS)
  const note = link.environment.get('hand_over')
  const artifact = stored.find(({ id }) => id === '11') as Stored
  expect(note).toEqual(
    new Map<string, unknown>([
      ['files', selected.size],
      ['digest', artifactsDigest(selected)],
      [
        'artifact',
        new Map([
          ['id', '11'],
          ['digest', `sha256:${sha(artifact.zip)}`]
        ])
      ]
    ])
  )
}

test('whatever the working job says, the signing job answers for nothing but what it found itself', async () => {
  const [count, start] = [caseCount(5000), seed()]
  const chance = new Chance(start)
  const coverage: Record<string, number> = { signed: 0, refused: 0 }
  for (let index = 0; index < count; index += 1) {
    const [work, kinds] = hostile(chance)
    for (const kind of kinds) coverage[kind] = (coverage[kind] ?? 0) + 1
    try {
      const { link } = await job.sign(work)
      coverage['signed'] = (coverage['signed'] ?? 0) + 1
      expectSound(link, work)
    } catch (error) {
      if (!(error instanceof InTotoError)) throw new Error(`case ${index}: ${kinds.join(', ')}`, { cause: error })
      coverage['refused'] = (coverage['refused'] ?? 0) + 1
      coverage[error.code] = (coverage[error.code] ?? 0) + 1
    }
  }
  report('what a hostile working job says', count, start, coverage)
  // Both ends must be there: a job that refuses everything would pass as well.
  expect(coverage['signed']).toBeGreaterThan(count / 20)
  expect(coverage['refused']).toBeGreaterThan(count / 4)
}, 600_000)
