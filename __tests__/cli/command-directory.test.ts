// SPDX-License-Identifier: Apache-2.0
// Where a command ran stands in the link of `run`: the same words elsewhere are another command.
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readStatements } from '../../src/intoto/intents/read-statements.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { readSignedMetadata } from '../../src/intoto/envelope/signed-metadata.ts'
import { commandFindings } from '../../src/intoto/intents/command-findings.ts'
import { StepRecord } from '../../src/intoto/intents/step-record.ts'
import type { StepIntents } from '../../src/intoto/intents/intents.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'
import { commitAll } from '../support/commit-job.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { LAYOUT, layoutText } from '../support/intents-layout.ts'
import { CI } from '../support/two-steps.ts'

const NODE = process.execPath
const COMMAND = [NODE, 'build.cjs']

interface Place {
  readonly outer: string
  readonly top: string
  readonly key: string
}

function place(): Place {
  const outer = directoryWith({ 'ci.pem': CI.privatePem })
  const top = join(outer, 'tree')
  for (const directory of ['.in-toto', 'src', 'packages/a b']) mkdirSync(join(top, directory), { recursive: true })
  writeFileSync(join(top, LAYOUT), layoutText(['build takes source', `build command ${JSON.stringify(COMMAND)}`]))
  for (const directory of ['.', 'src', 'packages/a b', '..']) writeFileSync(join(top, directory, 'build.cjs'), '')
  symlinkSync('src', join(top, 'way'))
  commitAll(top)
  return { outer, top, key: join(outer, 'ci.pem') }
}

/** Runs the command in one directory, and returns its link. */
async function ranIn({ outer, top, key }: Place, directory: string, flags: readonly string[]): Promise<Buffer> {
  const links = join(outer, 'links')
  rmSync(links, { recursive: true, force: true })
  const layout = flags.includes('-m') ? [] : ['--layout', join(top, LAYOUT)]
  const args = ['run', '-n', 'build', '--signing-key', key, '-d', links, ...layout, ...flags]
  const { status, stderr } = await cli(join(top, directory), args)
  expect([status, stderr]).toEqual([0, expect.stringContaining('build.')])
  return readFileSync(join(links, readdirSync(links)[0] ?? ''))
}

function linkIn(bytes: Buffer): ReturnType<typeof parseLink>['link'] {
  const read = { source: 'link', maxBytes: 1e6, artifactMemory: 1e6, bytes: NODE_BYTES }
  return parseLink(readSignedMetadata(bytes, read).payload).link
}

/** What a layout that demands the command says of a link. */
function judged(bytes: Buffer, workingDirectory?: string): string[] {
  const inside = workingDirectory === undefined ? '' : ` in ${JSON.stringify(workingDirectory)}`
  const words = ['build takes source', `build command ${JSON.stringify(COMMAND)}${inside}`, 'release nothing']
  const step = readStatements([...words, 'steps only']).steps.get('build') as StepIntents
  const record = new StepRecord('build', step, [{ kind: 'link', at: 'build.link', link: linkIn(bytes) }])
  return commandFindings(record, step).map(({ code }) => code)
}

describe('the directory of a command', () => {
  test.each([
    ['src', ['--base-path', '..'], 'src'],
    ['packages/a b', ['--base-path', '../..'], 'packages/a b'],
    // What is recorded has another top than what the command sees.
    ['.', ['--base-path', 'src', '-m', '.'], '..'],
    ['way', ['--base-path', '..'], 'src']
  ])('is not the top: %s with %j', async (directory, flags, recorded) => {
    const at = place()
    // Flags say what is recorded where no layout does.
    if (flags.includes('-m')) rmSync(join(at.top, LAYOUT))
    const bytes = await ranIn(at, directory, [...flags, '--', ...COMMAND])
    expect(linkIn(bytes).environment.get('working_directory')).toBe(recorded)
    expect(judged(bytes)).toEqual(['COMMAND_DIFFERS'])
    if (recorded !== '..') expect(judged(bytes, recorded)).toEqual([])
    expect(judged(bytes, 'other')).toEqual(['COMMAND_DIFFERS'])
  })
  test('is named also at the top', async () => {
    const bytes = await ranIn(place(), '.', ['--', ...COMMAND])
    expect(linkIn(bytes).environment.get('working_directory')).toBe('.')
    expect([judged(bytes), judged(bytes, 'src')]).toEqual([[], ['COMMAND_DIFFERS']])
  })
  test('is not changed by the command', async () => {
    const at = place()
    writeFileSync(
      join(at.top, 'src/build.cjs'),
      `require('fs').renameSync(__dirname, __dirname + '/../moved'); require('fs').symlinkSync('packages', __dirname)`
    )
    commitAll(at.top)
    const bytes = await ranIn(at, 'src', ['--base-path', '..', '--', ...COMMAND])
    expect(linkIn(bytes).environment.get('working_directory')).toBe('src')
  })
  test('is not there where nothing runs', async () => {
    const bytes = await ranIn(place(), 'src', ['--base-path', '..', '-x'])
    expect(linkIn(bytes).environment.has('working_directory')).toBe(false)
    expect(judged(bytes)).toEqual(['COMMAND_DIFFERS'])
  })
})
