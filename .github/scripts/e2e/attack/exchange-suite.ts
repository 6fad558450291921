// SPDX-License-Identifier: Apache-2.0
// Exchanges files of the suite that the job has: exchange-suite.ts PATTERN [MODULE]. What is exchanged leaves a canary
// when it is loaded, loads MODULE, and then does what it did before; what cannot be loaded becomes empty.
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { leaveCanary } from './canary.ts'
import { suites } from './own-tools.ts'

const [pattern = '', module = ''] = process.argv.slice(2)
const canary = pathToFileURL(join(import.meta.dirname, 'canary.ts')).href

const load = module === '' ? '' : `import ${JSON.stringify(pathToFileURL(module).href)}\n`

for (const suite of suites()) {
  for (const name of globSync(pattern, { cwd: suite })) {
    const file = join(suite, name)
    if (!statSync(file).isFile()) continue
    const known = name.replaceAll('/', ' ')
    const say = `import { leaveCanary as say_ } from ${JSON.stringify(canary)}\nsay_(${JSON.stringify(`loaded ${known}`)})\n`
    writeFileSync(file, name.endsWith('.mjs') ? `${load}${say}${readFileSync(file, 'utf8')}` : '')
    leaveCanary(`exchanged ${known}`)
  }
}
