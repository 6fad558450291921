// SPDX-License-Identifier: Apache-2.0
// Outside judges of what GitHub runs: actionlint reads every workflow, zizmor every workflow and action. A judge that
// cannot be had is a failure, never a skip.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

const ACTIONLINT_MODULE = 'github.com/rhysd/actionlint/cmd/actionlint'
const ACTIONLINT_VERSION = 'v1.7.12'
const ZIZMOR_VERSION = '1.32.0'
// This release of actionlint does not know `uses: $/…`, the same repository at the same commit; newer ones will.
const SELF_REPOSITORY = 'specifying action "\\$/[^"]*" in invalid format because ref is missing'

const root = resolve(import.meta.dirname, '../..')
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'in-toto-actions')
let passed = 0
let failed = 0

function judge(name: string, program: string, words: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: root, encoding: 'utf8' })
  if (status === 0) {
    passed += 1
    console.log(`ok   ${name}`)
  } else {
    failed += 1
    console.log(`FAIL ${name}\n${error?.message ?? `${stdout}${stderr}`}`)
  }
}

function expectVersion(program: string, words: readonly string[], version: string): void {
  const [found = ''] = execFileSync(program, words, { encoding: 'utf8' }).split('\n')
  if (!found.split(' ').includes(version)) throw new Error(`${program} is "${found}", not ${version}`)
}

function installActionlint(): string {
  const bin = join(cache, `actionlint-${ACTIONLINT_VERSION}`)
  const program = join(bin, 'actionlint')
  if (!existsSync(program))
    execFileSync('go', ['install', `${ACTIONLINT_MODULE}@${ACTIONLINT_VERSION}`], {
      env: { ...process.env, GOBIN: bin },
      stdio: 'inherit'
    })
  expectVersion(program, ['-version'], ACTIONLINT_VERSION)
  return program
}

function installZizmor(): string {
  const venv = join(cache, `zizmor-${ZIZMOR_VERSION}`)
  const program = join(venv, 'bin/zizmor')
  if (!existsSync(join(venv, 'complete'))) {
    rmSync(venv, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' })
    execFileSync(
      join(venv, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', `zizmor==${ZIZMOR_VERSION}`],
      { stdio: 'inherit' }
    )
    writeFileSync(join(venv, 'complete'), '')
  }
  expectVersion(program, ['--version'], ZIZMOR_VERSION)
  return program
}

/** An empty folder would pass every judge, so it is an error. */
function found(folder: string, suffix: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(suffix))
    .sort()
  if (names.length === 0) throw new Error(`${folder} holds no ${suffix}`)
  return names
}

try {
  const workflows = [...found('.github/workflows', '.yml'), ...found('examples/workflows', '.yml')].filter(
    (name) => !name.endsWith('.layout.yml')
  )
  const actions = ['action.yml', ...found('actions', '/action.yml')]

  const actionlint = installActionlint()
  // shellcheck and pyflakes are used where they happen to be installed; the verdict must not depend on the machine.
  const alike = ['-no-color', '-shellcheck=', '-pyflakes=', '-ignore', SELF_REPOSITORY]
  for (const name of workflows) judge(`actionlint ${name}`, actionlint, [...alike, name])

  const zizmor = installZizmor()
  const strict = ['--offline', '--persona', 'pedantic', '--strict-collection', '--config', '.github/zizmor.yml']
  for (const name of [...workflows, ...actions, '.github/dependabot.yml'])
    judge(`zizmor ${name}`, zizmor, [...strict, '--no-progress', '--quiet', name])
} catch (error) {
  failed += 1
  console.log(`FAIL a judge could not be had: ${(error as Error).message}`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
