// SPDX-License-Identifier: Apache-2.0
// Goes on changing all files of a place, and makes none, so that nothing is left when the job is over: keep-writing.ts
// DIRECTORY PATTERN.
import { closeSync, globSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { leaveCanary } from './canary.ts'
import { goOn } from './going-on.ts'

const [directory = '', pattern = ''] = process.argv.slice(2)
let round = 0

await goOn(import.meta.filename, 3, () => {
  round += 1
  for (const name of globSync(pattern, { cwd: directory, exclude: ['.git'] })) {
    const path = join(directory, name)
    try {
      if (!statSync(path).isFile()) continue
      const file = openSync(path, 'r+')
      writeSync(file, String(round % 10), 0)
      closeSync(file)
    } catch {
      continue
    }
    leaveCanary('kept writing')
  }
})
