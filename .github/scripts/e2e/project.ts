// SPDX-License-Identifier: Apache-2.0
// A project with a pipeline of five jobs: the greeter of examples/, with a signed layout, keys, and repositories that
// stand for those at github.com.
import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CLI, ROOT } from '../harness/repository.ts'
import { renderActions } from '../render-actions.ts'

export const SUITE = 'in-toto-actions/in-toto-actions'
export const REPOSITORY = 'acme/greeter'
export const STAGES = ['checkout', 'build', 'test', 'package'] as const

export const LAYOUT = `expires: 1 year
readme: The greeter package, from git to npm.
functionaries:
  checkout: { key: keys/checkout.pub }
  build: { key: keys/build.pub }
  test: { key: keys/test.pub }
  package: { key: keys/package.pub }
steps:
  - name: checkout
    by: checkout
    materials: [DISALLOW *]
    products: [REQUIRE package.json, CREATE *, DISALLOW *]
  - name: build
    by: build
    run: node scripts/build.mjs
    materials: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM checkout, CREATE dist/*, DISALLOW *]
  - name: test
    by: test
    run: node --test
    materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
  - name: package
    by: package
    run: npm pack --silent
    materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
    products: [REQUIRE greeter-1.0.0.tgz, CREATE greeter-1.0.0.tgz, DISALLOW *]
inspections: []
`

/** The legs of the matrix perform steps of their own names. */
const MATRIX_STEPS = ['a', 'b', 'c']
  .map(
    (leg) => `  - name: build-${leg}
    by: build
    materials: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM checkout, CREATE out-${leg}.txt, DISALLOW *]
`
  )
  .join('')

export const MATRIX_LAYOUT = LAYOUT.replace(/ {2}- name: build\n[\s\S]*?(?=inspections)/, MATRIX_STEPS)
  .replace('  test: { key: keys/test.pub }\n', '')
  .replace('  package: { key: keys/package.pub }\n', '')

export interface PipelineOptions {
  /** Further lines of `with:` of a stage. */
  readonly inputs?: Readonly<Partial<Record<(typeof STAGES)[number], Readonly<Record<string, string>>>>>
  readonly commands?: Readonly<Partial<Record<'build' | 'test' | 'package', string>>>
  /** Stages that are left out. */
  readonly without?: readonly string[]
  readonly verify?: Readonly<Record<string, string>>
}

/** Everything that the runs of one end-to-end test share. */
export class Project {
  readonly directory: string
  readonly tree: string
  readonly repositories: string
  readonly rendered: string
  readonly bare: string

  constructor(directory: string) {
    this.directory = directory
    this.tree = join(directory, 'tree')
    this.repositories = join(directory, 'repositories')
    this.rendered = join(directory, 'rendered')
    this.bare = join(this.repositories, REPOSITORY)
    mkdirSync(dirname(this.bare), { recursive: true })
    mkdirSync(join(directory, 'keys'))
    renderActions(`${SUITE}@e2e`, this.rendered)
    for (const name of ['owner', 'mallory', ...STAGES]) this.addKey(name)
    cpSync(join(ROOT, 'examples/greeter'), this.tree, {
      recursive: true,
      filter: (path) => !/node_modules|\.in-toto|dist$|\.tgz$/.test(path)
    })
    this.git('init', '--quiet', '--initial-branch', 'main')
    this.git('config', 'user.name', 'e2e')
    this.git('config', 'user.email', 'e2e@localhost')
    this.writeLayout(LAYOUT)
    this.write('.github/workflows/pipeline.yml', this.pipeline())
    this.commit('The greeter and its layout')
    execFileSync('git', ['clone', '--quiet', '--bare', this.tree, this.bare])
    execFileSync('git', ['-C', this.bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true'])
  }

  git(...words: string[]): string {
    return execFileSync('git', ['-C', this.tree, ...words], { encoding: 'utf8' }).trim()
  }

  #cli(...words: string[]): void {
    execFileSync(process.execPath, [CLI, ...words], { cwd: this.directory, stdio: ['ignore', 'ignore', 'pipe'] })
  }

  addKey(name: string): void {
    this.#cli('key', 'generate', '-o', join(this.directory, 'keys', name))
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.tree, path)), { recursive: true })
    writeFileSync(join(this.tree, path), text)
  }

  /** Signs a layout into the tree. */
  writeLayout(text: string, signer = 'owner'): void {
    const source = join(this.directory, 'layout.yml')
    writeFileSync(source, text)
    this.write('.in-toto/layout.yml', text)
    this.#cli(
      'layout',
      'sign',
      source,
      '-k',
      join(this.directory, 'keys', signer),
      '-o',
      join(this.tree, '.in-toto/root.layout')
    )
  }

  commit(message: string): string {
    this.git('add', '--all', '--force')
    this.git('commit', '--quiet', '--allow-empty', '-m', message)
    if (existsSync(this.bare)) this.git('push', '--quiet', '--force', this.bare, 'HEAD:refs/heads/work')
    return this.git('rev-parse', 'HEAD')
  }

  /** Moves the default branch to what is checked out. */
  publish(): void {
    this.git('push', '--quiet', '--force', this.bare, 'HEAD:refs/heads/main')
  }

  key(name: string): { private: string; public: string } {
    const path = join(this.directory, 'keys', name)
    return { private: readFileSync(path, 'utf8'), public: readFileSync(`${path}.pub`, 'utf8') }
  }

  /** The same private key, encrypted. */
  encryptedKey(name: string, passphrase: string): string {
    const key = createPrivateKey(this.key(name).private)
    return key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString()
  }

  /** The secrets of the repository. */
  secrets(): Record<string, string> {
    return Object.fromEntries(STAGES.map((stage) => [`${stage.toUpperCase()}_KEY`, this.key(stage).private]))
  }

  /** The workflow of five jobs. */
  pipeline({ inputs = {}, commands = {}, without = [], verify = {} }: PipelineOptions = {}): string {
    const stage = (name: (typeof STAGES)[number], needs: string[], values: Record<string, string>): string => {
      if (without.includes(name)) return ''
      const all = {
        'signing-key': `\${{ secrets.${name.toUpperCase()}_KEY }}`,
        summary: 'always',
        ...values,
        ...inputs[name]
      }
      return `  ${name}:
    runs-on: ubuntu-latest
${needs.length === 0 ? '' : `    needs: [${needs.join(', ')}]\n`}    steps:
      - id: stage
        uses: ${SUITE}/actions/${name}@e2e
        with:
${withLines(all)}`
    }
    const takeOver = (from: 'checkout' | 'build'): Record<string, string> => ({
      'take-over': from,
      'take-over-keys': this.key(from).public
    })
    const needs = STAGES.filter((name) => !without.includes(name))
    return `name: pipeline
on: [push, pull_request, merge_group]
permissions: {}
jobs:
${stage('checkout', [], { 'hand-over': '*' })}${stage('build', ['checkout'], { run: commands.build ?? 'node scripts/build.mjs', 'hand-over': '*', ...takeOver('checkout') })}${stage('test', ['build'], { run: commands.test ?? 'node --test', ...takeOver('build') })}${stage('package', ['build'], { run: commands.package ?? 'npm pack --silent', products: 'greeter-1.0.0.tgz', ...takeOver('build') })}${this.verifyJob(needs, verify)}`
  }

  /** Three legs that each perform a step; and inputs of the gate. */
  matrixPipeline(command: string, verify: Readonly<Record<string, string>> = {}): string {
    return `name: pipeline
on: push
permissions: {}
jobs:
  checkout:
    runs-on: ubuntu-latest
    steps:
      - uses: ${SUITE}/actions/checkout@e2e
        with:
${withLines({ 'signing-key': '${{ secrets.CHECKOUT_KEY }}', 'hand-over': '*' })}  build:
    runs-on: ubuntu-latest
    needs: checkout
    strategy:
      fail-fast: false
      matrix:
        leg: [a, b, c]
    steps:
      - uses: ${SUITE}/actions/build@e2e
        with:
${withLines({
  'step-name': 'build-${{ matrix.leg }}',
  run: command,
  'signing-key': '${{ secrets.BUILD_KEY }}',
  'take-over': 'checkout',
  'take-over-keys': this.key('checkout').public
})}${this.verifyJob(['checkout', 'build'], verify)}`
  }

  verifyJob(needs: readonly string[], inputs: Readonly<Record<string, string>>): string {
    return `  verify:
    runs-on: ubuntu-latest
    if: \${{ always() }}
    needs: [${needs.join(', ')}]
    steps:
      - id: gate
        uses: ${SUITE}@e2e
        with:
${withLines({ 'layout-keys': this.key('owner').public, needs: '${{ toJSON(needs) }}', 'github-token': '${{ secrets.API_TOKEN }}', ...inputs })}`
  }
}

function withLines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      if (!value.includes('\n'))
        return `          ${name}: ${value.startsWith('${{') ? value : JSON.stringify(value)}\n`
      return `          ${name}: |\n${value
        .trimEnd()
        .split('\n')
        .map((line) => `            ${line}\n`)
        .join('')}`
    })
    .join('')
}
