// SPDX-License-Identifier: Apache-2.0
// Appends outputs of other workflow steps to every file through which a step talks to the runner: append-to-commands.ts
// once | always.
import { createHash } from 'node:crypto'
import { closeSync, constants, globSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'
import { goOn } from './going-on.ts'

const temporary = process.env['RUNNER_TEMP'] ?? ''
const folder = dirname(process.env['GITHUB_OUTPUT'] ?? '')
const [recording = ''] = globSync('in-toto-*.json', { cwd: temporary }).map((name) => join(temporary, name))
const forged = forge(readFileSync(recording, 'utf8'), process.env['FORGERY'] ?? '') ?? ''
const other = join(dirname(temporary), 'forged.json')
writeFileSync(other, forged)
const digest = `sha256:${createHash('sha256').update(forged).digest('hex')}`

const LINES = `link-artifact-id=1
link-artifact-digest=${digest}
recording=${other}
recording-digest=${digest}
begun-digest=${digest}
shell=python
`

function append(): void {
  // The event and the script that runs lie beside the files of commands, and are none.
  for (const name of readdirSync(folder).filter((file) => /\.(txt|md)$/i.test(file))) {
    try {
      const file = openSync(join(folder, name), constants.O_WRONLY | constants.O_APPEND)
      writeSync(file, LINES)
      closeSync(file)
    } catch {
      continue
    }
    leaveCanary('appended')
  }
}

if (process.argv[2] === 'once') append()
else await goOn(import.meta.filename, 5, append)
