// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Recorder } from '../../recording/record-artifacts.ts'
import type { Command } from '../command.ts'
import { pathFrom } from '../console.ts'
import { emptyDirectory } from '../demo/keep-evidence.ts'
import { runDemo } from '../demo/run-demo.ts'

export const demo: Command = {
  spec: {
    name: 'demo',
    summary: 'record, verify and attack a real project, in ten seconds',
    description:
      'Takes a small npm package from git through checkout, build, test and package with fresh keys, verifies the links\n' +
      'against a signed layout, then tampers with the evidence in six ways and shows how each is refused.\n' +
      'With --project it records and verifies your own project (a git repository) and attacks nothing.',
    flags: [
      { long: 'project', takes: 'one', value: 'DIR', help: 'a git repository to take in place of the example' },
      {
        long: 'layout',
        takes: 'one',
        value: 'FILE',
        help: 'its layout source, with the steps checkout, build, test, package'
      },
      { long: 'build', takes: 'one', value: 'COMMAND', help: 'how it is built' },
      { long: 'test', takes: 'one', value: 'COMMAND', help: 'how it is tested' },
      {
        long: 'package',
        takes: 'one',
        value: 'COMMAND',
        help: 'how it is packaged; the files that this makes are the products'
      },
      { long: 'keep', takes: 'one', value: 'DIR', help: 'leave layout, keys, links and product there' },
      { long: 'json', takes: 'nothing', help: 'print the result as JSON' }
    ],
    examples: [
      'in-toto-actions demo',
      'in-toto-actions demo --project . --layout .in-toto/layout.yml --build "npm run build" --test "npm test" --package "npm pack"'
    ]
  },
  run: async (parsed, console) => {
    const keep = parsed.one('keep')
    const keepAt = keep === undefined ? undefined : emptyDirectory(pathFrom(console, keep))
    const work = mkdtempSync(join(tmpdir(), 'in-toto-demo-'))
    const recorder = new Recorder()
    try {
      return await runDemo({ parsed, console, work, recorder, keepAt })
    } finally {
      await recorder.close()
      rmSync(work, { recursive: true, force: true })
    }
  }
}
