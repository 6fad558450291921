// SPDX-License-Identifier: Apache-2.0
// The pipeline of the demo, every step signed by identity.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../harness/repository.ts'
import type { RanProgram } from '../../harness/run-program.ts'
import type { SigstoreStack } from '../../sigstore/stack.ts'
import { COMMIT, IDENTITY, OFFLINE, type SigstoreCourt } from './court.ts'

const LAYOUT = `
expires: 1 year
functionaries:
  ci: { workflow: .github/workflows/build.yml, refs: refs/heads/main }
steps:
  - { name: checkout, by: ci, materials: [DISALLOW *], products: [REQUIRE package.json, CREATE *, DISALLOW *] }
  - name: build
    by: ci
    materials: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM checkout, CREATE dist/*, DISALLOW *]
  - name: test
    by: ci
    materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
  - name: package
    by: ci
    materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
    products: [CREATE greeter-1.0.0.tgz, DISALLOW *]
inspections: []
`

const STEPS: readonly (readonly [name: string, paths: readonly string[], command: readonly string[]])[] = [
  ['checkout', ['-p', '.'], ['cp', '-R', `${join(ROOT, 'examples/greeter')}/.`, '.']],
  ['build', ['-m', '.', '-p', '.'], ['npm', 'run', 'build']],
  ['test', ['-m', '.', '-p', '.'], ['npm', 'test']],
  ['package', ['-m', '.', '-p', 'greeter-1.0.0.tgz'], ['npm', 'pack']]
]

/** What a pipeline leaves is verified without the servers. */
export interface Pipeline {
  readonly directory: string
  readonly links: string
  /** The file with the trusted root. */
  readonly root: string
}

/** Runs the steps, and leaves what they made with their unsigned links and the layout to sign. */
export async function runSteps(court: SigstoreCourt): Promise<string> {
  const directory = join(court.work, 'unsigned')
  const project = join(directory, 'project')
  mkdirSync(project, { recursive: true })
  for (const [step, paths, command] of STEPS) {
    const words = ['run', '--unsigned', '-n', step, ...paths, '--run-id', '1001', '--commit', COMMIT]
    await court.ours([...words, '-e', '.in-toto', '-d', directory, '--', ...command], project)
  }
  const layout = join(directory, 'layout.yml')
  writeFileSync(layout, LAYOUT)
  const words = ['layout', 'build', layout, '-o', join(directory, 'root.layout')]
  await court.ours([...words, '--repository', 'octo-org/octo-repo'], directory)
  return directory
}

/** Signs what the steps left, in a directory of its own. */
export async function signSteps(
  court: SigstoreCourt,
  unsigned: string,
  name: string,
  stack: SigstoreStack
): Promise<Pipeline> {
  const directory = join(court.work, name)
  cpSync(unsigned, directory, { recursive: true })
  const links = join(directory, 'links')
  mkdirSync(links)
  const root = join(directory, 'trusted_root.json')
  writeFileSync(root, JSON.stringify(stack.trustedRoot))
  const signing = [
    '--keyless',
    '--sigstore=custom',
    `--fulcio-url=${stack.fulcioUrl}`,
    ...(stack.logUrl === '' ? [] : [`--rekor-url=${stack.logUrl}`]),
    `--timestamp-url=${stack.timestampUrl}`,
    `--trusted-root=${root}`
  ]
  for (const [step] of STEPS) {
    const signed = await court.asJob(
      stack,
      ['sign', '-f', join(directory, `${step}.link`), ...signing, '-q'],
      directory
    )
    assert.deepEqual([signed.status, signed.text], [0, ''], 'nothing is said')
    const bundle = readdirSync(directory).find((file) => file.startsWith(`${step}.`) && file.endsWith('.sigstore.json'))
    cpSync(join(directory, bundle ?? ''), join(links, bundle ?? ''))
  }
  const signed = await court.asJob(stack, ['sign', '-f', join(directory, 'root.layout'), ...signing], directory)
  assert.equal(signed.status, 0, signed.text)
  return { directory, links, root }
}

/** Verifies what a pipeline left, where no server can be reached. */
export function verifyOffline(
  court: SigstoreCourt,
  { directory, links, root }: Pipeline,
  more: readonly string[] = []
): Promise<RanProgram> {
  const words = ['verify', '-l', join(directory, 'root.layout.sigstore.json'), '--link-dir', links]
  return court.cli(
    [...words, '--trusted-root', `public-good=${root}`, '--identity', IDENTITY, ...more],
    directory,
    OFFLINE
  )
}
