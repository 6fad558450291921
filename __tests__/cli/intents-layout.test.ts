// SPDX-License-Identifier: Apache-2.0
// Layouts in intents on the command line: built, signed, signed again, shown, and what is lost without the check.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Buffer } from 'node:buffer'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

const SOURCE = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
by: ci
steps:
  - { name: build, matrix: { os: [linux, macos] }, takes: source, adds: 'dist/\${{ matrix.os }}/**' }
  - { name: pack, takes: build, adds: '*.tgz', command: npm pack }
release: pack
`

async function owner(source: string): Promise<string> {
  const directory = directoryWith({ 'layout.yml': source })
  for (const name of ['owner', 'ci']) await cli(directory, ['key', 'generate', '-o', name])
  return directory
}

test('a layout in intents is signed, signed again, and shows its sentences', async () => {
  const directory = await owner(SOURCE)
  const built = await cli(directory, ['layout', 'build', 'layout.yml'])
  expect([built.status, built.stderr]).toEqual([0, ''])
  expect((await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'one.layout'])).status).toBe(0)
  expect((await cli(directory, ['layout', 'sign', 'root.layout', '-k', 'owner', '-o', 'two.layout'])).status).toBe(0)
  const shown = await cli(directory, ['inspect', 'two.layout'])
  expect(shown.stdout.split('\n').map((line) => line.trim())).toEqual(
    expect.arrayContaining([
      'inspection "intents": in-toto-actions check v1',
      'build-macos adds dist/macos/**',
      'pack takes build-linux',
      'pack command ["npm","pack"]',
      'release pack',
      'steps only'
    ])
  )
})
test('submodules of the repository that a layout lies in are taken, and told', async () => {
  const directory = await owner(SOURCE)
  mkdirSync(join(directory, '.in-toto'))
  mkdirSync(join(directory, '.git'))
  writeFileSync(join(directory, '.in-toto/layout.yml'), SOURCE)
  writeFileSync(join(directory, '.gitmodules'), '[submodule "x"]\n\tpath = vendor/x\n')
  const built = await cli(directory, ['layout', 'build'])
  expect([built.status, built.stderr]).toEqual([0, expect.stringContaining('source: { submodules: [vendor/x] }')])
  const shown = (await cli(directory, ['inspect', '.in-toto/root.layout'])).stdout
  expect(shown).toContain('source submodules "vendor/x"')
})
test('without the check it says what nobody looks at', async () => {
  const directory = await owner(`${SOURCE}elsewhere: rules-only\n`)
  const built = await cli(directory, ['layout', 'build', 'layout.yml'])
  expect(built.status).toBe(0)
  expect(built.stderr).toContain('The layout carries rules alone. Nobody checks that')
  expect(built.stderr).toContain('  - "pack" ran `npm pack`')
  const asJson = await cli(directory, ['layout', 'build', 'layout.yml', '--json'])
  expect((JSON.parse(asJson.stdout) as { lost: string[] }).lost).toContain('"pack" had a file that fits "*.tgz"')
  expect((await cli(directory, ['inspect', 'root.layout'])).stdout).not.toContain('inspection')
})
test('a mistake is shown where it stands, with what to write, and nothing is written', async () => {
  const directory = await owner(SOURCE.replace('takes: build,', 'takes: biuld,'))
  const built = await cli(directory, ['layout', 'build', 'layout.yml'])
  expect([built.status, built.stderr]).toEqual([1, expect.stringContaining('layout.yml:6:26: error:')])
  expect(built.stderr).toContain('fix: Did you mean "build"?')
  expect(() => readFileSync(join(directory, 'root.layout'))).toThrow('ENOENT')
})
test('rules stand beside the sentences that they come from, where somebody asks', async () => {
  const directory = await owner(SOURCE)
  const told = await cli(directory, ['layout', 'build', 'layout.yml', '--explain'])
  expect(told.status).toBe(0)
  const lines = told.stdout.split('\n')
  expect(lines).toContain('pack')
  expect(lines.find((line) => /CREATE \*\.tgz/.test(line))).toMatch(/ {2}pack adds \*\.tgz$/)
  const asJson = await cli(directory, ['layout', 'build', 'layout.yml', '--explain', '--json'])
  const { rules } = JSON.parse(asJson.stdout) as {
    rules: Record<string, { products: { words: string[]; statements: string[] }[] }>
  }
  expect(rules['pack']?.products).toContainEqual({ words: ['CREATE', '*.tgz'], statements: ['pack adds *.tgz'] })
  const inRules =
    'expires: 1 year\nfunctionaries: { ci: { key: ci.pub } }\nsteps:\n  - { name: a, by: ci, products: [DISALLOW x] }\n'
  const others = await cli(await owner(inRules), ['layout', 'build', 'layout.yml', '--explain'])
  expect(others.stderr).toContain('no step in intents')
})
test('a layout is shown to itself before it is signed', async () => {
  const directory = await owner(SOURCE)
  const signed = await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner'])
  expect(signed.stdout).toMatch(/^self-test: an honest run passes; .*, 0 passed$/m)
  const asJson = await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner', '--json'])
  expect(JSON.parse(asJson.stdout)).toMatchObject({ proof: { passed: [] } })
  expect((await cli(directory, ['layout', 'build', 'layout.yml'])).stdout).not.toContain('proof')
  const layout = readFileSync(join(directory, 'root.layout'), 'utf8')
  const { payload } = JSON.parse(layout) as { payload: string }
  const edited = Buffer.from(payload, 'base64').toString().replace('["CREATE","*.tgz"],', '')
  const file = { ...(JSON.parse(layout) as object), payload: Buffer.from(edited).toString('base64') }
  writeFileSync(join(directory, 'root.layout'), JSON.stringify(file))
  const again = await cli(directory, ['layout', 'sign', 'root.layout', '-k', 'owner', '-o', 'two.layout'])
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('docs/errors.md#layout_unproven')])
})
test('a link that is missing could lie where links of steps in intents go', async () => {
  const directory = await owner(SOURCE)
  await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner'])
  const verify = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub']
  expect((await cli(directory, verify)).stdout).not.toContain('--link-dir .git/in-toto')
  mkdirSync(join(directory, '.git/in-toto'), { recursive: true })
  expect((await cli(directory, verify)).stdout).toContain('`--link-dir .git/in-toto`')
  expect((await cli(directory, [...verify, '--link-dir', '.git/in-toto'])).stdout).not.toContain('which is there')
})
test('a source that is not what the layout was signed from is told beside failures', async () => {
  const text = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
by: ci
steps:
  - { name: s, takes: nothing, adds: x }
release: s
`
  const directory = await owner(text)
  await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'root.layout'])
  const work = join(directory, 'work')
  mkdirSync(work)
  const run = ['run', '-n', 's', '--layout', '../root.layout', '--signing-key', '../ci', '-x']
  expect((await cli(work, run)).status).toBe(0)
  const verify = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'work.in-toto']
  const same = await cli(directory, verify)
  expect([same.stdout, same.stderr]).toEqual([expect.stringContaining('layout.yml:5'), ''])
  writeFileSync(join(directory, 'layout.yml'), text.replace('adds: x', 'adds: other'))
  expect((await cli(directory, verify)).stderr).toContain('layout.yml is not what root.layout was signed from')
})
test.each<[string, readonly string[]]>([
  ['that says nothing', []],
  ['of a part', ['-m', 'a', '-p', 'a']],
  ['that leaves more out', ['-m', '.', '-p', '.']]
])('a recording %s names the flag that the layout is given by', async (_what, flags) => {
  const directory = await owner(SOURCE)
  await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'root.layout'])
  const work = join(directory, 'work')
  mkdirSync(join(work, '.git'), { recursive: true })
  for (const name of ['a', '.git/a']) writeFileSync(join(work, name), '')
  const step = async (name: string, words: readonly string[]): Promise<string> => {
    const sign = ['--signing-key', '../ci', '-d', '../links', '-x']
    return (await cli(work, ['run', '-n', name, ...words, ...sign])).stderr
  }
  const said = await step('pack', flags)
  if (flags.length === 0) expect(said).toContain('name that: --layout FILE')
  for (const name of ['build-linux', 'build-macos']) await step(name, flags)
  const verify = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links']
  const { stdout } = await cli(directory, verify)
  expect(stdout).toMatch(/RECORDING_UNKNOWN|EXCLUDED_UNEXPECTED/)
  expect(stdout).toContain('`--layout FILE`')
})
test('a key in the work tree is moved out by a command to paste', async () => {
  const directory = await owner(SOURCE)
  await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'root.layout'])
  mkdirSync(join(directory, 'my keys'))
  renameSync(join(directory, 'ci'), join(directory, 'my keys/ci'))
  const hintOf = async (from: string, words: readonly string[]): Promise<string> =>
    (await cli(join(directory, from), [...words, '-n', 'pack'])).stderr
  const key = ['--signing-key', 'my keys/ci']
  const moved = "`mv 'my keys/ci' ../`, and name it there: `--signing-key ../ci`"
  expect(await hintOf('.', ['run', '--layout', 'root.layout', ...key, '-x'])).toContain(moved)
  expect(await hintOf('.', ['record', 'start', '--layout', 'root.layout', ...key])).toContain(moved)
  const below = ['--layout', '../root.layout', '--base-path', '..', '--signing-key', 'ci', '-x']
  expect(await hintOf('my keys', ['run', ...below])).toContain(
    '`mv ci ../../`, and name it there: `--signing-key ../../ci`'
  )
})
test('a source that lies above is not looked for here', async () => {
  const directory = await owner(SOURCE)
  mkdirSync(join(directory, '.in-toto'))
  mkdirSync(join(directory, 'src/lib'), { recursive: true })
  renameSync(join(directory, 'layout.yml'), join(directory, '.in-toto/layout.yml'))
  for (const words of [['sign', '-k', '../../owner'], ['build']]) {
    const ran = await cli(join(directory, 'src/lib'), ['layout', ...words])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('`cd ../..`')])
  }
  mkdirSync(join(directory, 'src/.git'))
  expect((await cli(join(directory, 'src/lib'), ['layout', 'build'])).stderr).toContain('file_unreadable')
})
