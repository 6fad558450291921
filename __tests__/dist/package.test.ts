// SPDX-License-Identifier: Apache-2.0
// The package as whoever depends on it has it: packed, installed, imported by its name, and with its types.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import { createPublicKey } from 'node:crypto'
import { ALICE, BOB, file, LAYOUT, MALLORY, MemoryStore, NOW, OWNER, PACK, WRITE } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const project = directoryWith({ 'package.json': '{ "type": "module" }' })

/** Packs without running scripts, and unpacks where a package manager would put it. */
beforeAll(() => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], { cwd: ROOT })
  const [archive = ''] = readdirSync(project).filter((name) => name.endsWith('.tgz'))
  mkdirSync(join(project, 'node_modules/in-toto-actions'), { recursive: true })
  execFileSync('tar', ['-xzf', archive, '-C', 'node_modules/in-toto-actions', '--strip-components', '1'], {
    cwd: project
  })
  mkdirSync(join(project, 'node_modules/@types'))
  symlinkSync(join(ROOT, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'))
})

const PROGRAM = `import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { InTotoError, publicKeyFromPem, verifySupplyChain, type LinkStore, type Verification } from 'in-toto-actions'
import { NODE_PORTS } from 'in-toto-actions/node'

const files: Readonly<Record<string, string>> = JSON.parse(readFileSync('links.json', 'utf8'))
const links: LinkStore = {
  read: async (name) => (files[name] === undefined ? undefined : Buffer.from(files[name], 'base64')),
  names: async () => Object.keys(files),
  sub: () => links
}
try {
  const verification: Verification = await verifySupplyChain({
    ports: NODE_PORTS,
    layout: readFileSync('root.layout'),
    layoutSource: 'root.layout',
    layoutKeys: [publicKeyFromPem(readFileSync('owner.pub', 'utf8'), 'owner.pub')],
    links,
    now: ${NOW},
    compatibility: 'strict'
  })
  console.log(verification.outcome, verification.outcome === 'failed' ? verification.failures.map(({ code }) => code).join() : '')
} catch (error) {
  console.log(error instanceof InTotoError ? error.code : String(error))
}
`

const pemOf = (spki: Uint8Array): string =>
  createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    .export({ type: 'spki', format: 'pem' })
    .toString()

/** What the program prints of a chain whose second link somebody made. */
function told(packer: typeof BOB, pack: unknown = PACK): string {
  const { files } = new MemoryStore().put('write', ALICE, WRITE).put('pack', BOB, pack, [packer])
  const encoded = [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])
  writeFileSync(join(project, 'links.json'), JSON.stringify(Object.fromEntries(encoded)))
  writeFileSync(join(project, 'root.layout'), file(LAYOUT, [OWNER]))
  writeFileSync(join(project, 'owner.pub'), pemOf(OWNER.signer.publicKey.spki))
  writeFileSync(join(project, 'verify.ts'), PROGRAM)
  const { stdout, stderr } = spawnSync(process.execPath, ['verify.ts'], { cwd: project, encoding: 'utf8' })
  return `${stdout}${stderr}`.trim()
}

test('verifies a chain', () => {
  expect(told(BOB)).toBe('passed')
  expect(told(MALLORY)).toBe('failed LINK_THRESHOLD')
  expect(told(BOB, { ...PACK, products: {} })).toBe('failed RULE_ARTIFACT_REQUIRED')
})

test('has types that a strict compiler accepts, and that refuse what is wrong', () => {
  const compile = (text: string): { status: number | null; stdout: string } => {
    writeFileSync(join(project, 'program.ts'), text)
    const words = ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2024', '--types', 'node']
    return spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...words, 'program.ts'], {
      cwd: project,
      encoding: 'utf8'
    })
  }
  expect(compile(PROGRAM)).toMatchObject({ status: 0, stdout: '' })
  const wrong = compile(PROGRAM.replace("compatibility: 'strict'", "compatibility: 'lax'"))
  expect([wrong.status === 0, wrong.stdout]).toEqual([false, expect.stringContaining('\'"lax"\'')])
  // The codes of the core are a closed set, which somebody who implements a port can throw as well.
  const compare = (code: string): { status: number | null } =>
    compile(`${PROGRAM}export const is = (error: InTotoError): boolean => error.code === '${code}'
throw new InTotoError('BUNDLE_SIGNATURE', 'The bundle does not verify.')
`)
  expect(compare('JSON_SYNTAX').status).toBe(0)
  expect(compare('INPUT_MISSING').status).not.toBe(0)
})

test('has the command line, and nothing else by name', () => {
  const load = (name: string): string =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', `console.log(import.meta.resolve('${name}'))`], {
      cwd: project,
      encoding: 'utf8'
    }).stdout
  expect(load('in-toto-actions/cli')).toContain('dist/cli.mjs')
  expect(load('in-toto-actions/dist/chunks/base.mjs')).toBe('')
})
