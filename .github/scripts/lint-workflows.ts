// SPDX-License-Identifier: Apache-2.0
// Outside judges of what GitHub runs: actionlint reads every workflow, zizmor every workflow and action. A judge that
// cannot be had is a failure, never a skip.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installGoProgram } from './harness/go-program.ts'
import { installPythonPackage } from './harness/python-package.ts'
import { ROOT } from './harness/repository.ts'
import { runProgram } from './harness/run-program.ts'
import { Tally } from './harness/tally.ts'

const ACTIONLINT_MODULE = 'github.com/rhysd/actionlint/cmd/actionlint'
const ACTIONLINT_VERSION = 'v1.7.12'
const ZIZMOR_VERSION = '1.32.0'
// This release of actionlint does not know `uses: $/…`, the same repository at the same commit; newer ones will.
const SELF_REPOSITORY = 'specifying action "\\$/[^"]*" in invalid format because ref is missing'
// Nor does it know what caches a workflow may use, which GitHub has enforced since September 2026.
const CACHE_MODE = 'unexpected key "cache-mode" for "(workflow|job)" section'

const tally = new Tally()

function judge(name: string, program: string, words: readonly string[]): Promise<boolean> {
  return tally.check(name, async () => {
    const { status, text } = await runProgram(program, words, { cwd: ROOT })
    if (status !== 0) throw new Error(text)
  })
}

function expectVersion(program: string, words: readonly string[], version: string): void {
  const [found = ''] = execFileSync(program, words, { encoding: 'utf8' }).split('\n')
  if (!found.split(' ').includes(version)) throw new Error(`${program} is "${found}", not ${version}`)
}

function installActionlint(): string {
  const source = `${ACTIONLINT_MODULE}@${ACTIONLINT_VERSION}`
  const program = installGoProgram({ name: 'actionlint', source, directory: `actionlint-${ACTIONLINT_VERSION}` })
  expectVersion(program, ['-version'], ACTIONLINT_VERSION)
  return program
}

function installZizmor(): string {
  const directory = `zizmor-${ZIZMOR_VERSION}`
  const program = join(installPythonPackage({ requirement: `zizmor==${ZIZMOR_VERSION}`, directory }), 'zizmor')
  expectVersion(program, ['--version'], ZIZMOR_VERSION)
  return program
}

/** An empty folder would pass every judge, so it is an error. */
function found(folder: string, suffix: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
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
  const alike = ['-no-color', '-shellcheck=', '-pyflakes=', '-ignore', SELF_REPOSITORY, '-ignore', CACHE_MODE]
  for (const name of workflows) await judge(`actionlint ${name}`, actionlint, [...alike, name])

  const zizmor = installZizmor()
  const strict = ['--offline', '--persona', 'pedantic', '--strict-collection', '--config', '.github/zizmor.yml']
  for (const name of [...workflows, ...actions, '.github/dependabot.yml'])
    await judge(`zizmor ${name}`, zizmor, [...strict, '--no-progress', '--quiet', name])
} catch (error) {
  tally.fail('a judge could not be had', error)
}
tally.end()
