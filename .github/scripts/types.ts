// SPDX-License-Identifier: Apache-2.0
// The declarations of what the package exports, beside the bundles. OUT_DIR lets the check write elsewhere.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from './harness/repository.ts'

const target = join(resolve(ROOT, process.env['OUT_DIR'] ?? 'dist'), 'types')

execFileSync(
  process.execPath,
  [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.types.json', '--outDir', target],
  { cwd: ROOT, stdio: 'inherit' }
)
for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  const path = join(entry.parentPath, entry.name)
  // The compiler keeps the names of the sources, which are not in the package.
  writeFileSync(path, readFileSync(path, 'utf8').replace(/((?:from|import\()\s*'\.[^']*)\.ts'/g, "$1.js'"))
}
