// SPDX-License-Identifier: Apache-2.0
// dist/ is what users run, and it must be what the sources build, byte for byte: it is built elsewhere and compared.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './harness/repository.ts'
import { scratchDirectory } from './harness/scratch-directory.ts'

const built = scratchDirectory('dist')

function files(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}

try {
  execFileSync(
    process.execPath,
    [join(ROOT, 'node_modules/rolldown/bin/cli.mjs'), '--config', 'rolldown.config.mjs', '--logLevel', 'warn'],
    {
      cwd: ROOT,
      env: { ...process.env, OUT_DIR: built },
      stdio: 'inherit'
    }
  )
  execFileSync(process.execPath, [join(ROOT, '.github/scripts/types.ts')], {
    cwd: ROOT,
    env: { ...process.env, OUT_DIR: built },
    stdio: 'inherit'
  })
  const dist = join(ROOT, 'dist')
  const names = new Set([...files(dist), ...files(built)])
  const differing = [...names].filter((name) => {
    try {
      return !readFileSync(join(dist, name)).equals(readFileSync(join(built, name)))
    } catch {
      return true
    }
  })
  const foreign = files(built).filter((name) => readFileSync(join(built, name), 'utf8').includes(ROOT))
  for (const name of differing) console.error(`dist/${name} differs from what the sources build; run "npm run build"`)
  for (const name of foreign) console.error(`dist/${name} holds the path of this checkout`)
  console.log(`${names.size} files of dist compared`)
  process.exitCode = differing.length + foreign.length === 0 && names.size > 10 ? 0 : 1
} finally {
  rmSync(built, { recursive: true, force: true })
}
