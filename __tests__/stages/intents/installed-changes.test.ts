// SPDX-License-Identifier: Apache-2.0
// What is told of changes in installed directories: what is not known is not nothing.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { withRecordedHalf } from '../../../src/intoto/link/recording-notes.ts'
import { installedFiles, installedOf, tellInstalledChanges } from '../../../src/stages/intents/installed-changes.ts'
import { directoryWith } from '../../support/directory.ts'
import { problemsIn, stepsText } from '../../support/intents-source.ts'

const begunWith = (directory: string): Parameters<typeof tellInstalledChanges>[0] => ({
  name: 'build',
  environment: withRecordedHalf(jsonObject({}), 'materials', {
    paths: ['.'],
    leftOut: new Map(),
    directories: new Map([[`dir:${directory}`, ['.cache/']]])
  })
})

/** What is told of a step that works in a directory. */
function told(
  work: (top: string) => void,
  { directory = 'vendor', begin = () => undefined }: { directory?: string; begin?: (top: string) => void } = {}
): { readonly warnings: string[]; readonly logged: string[] } {
  const workspace = directoryWith({
    [`${directory}/a`]: '1',
    [`${directory}/b/c`]: '1',
    [`${directory}/.cache/x`]: '1'
  })
  const places = { workspace, home: '' }
  const begun = begunWith(directory)
  const [warnings, logged]: string[][] = [[], []]
  begin(join(workspace, directory))
  const before = installedOf(begun, places)
  work(join(workspace, directory))
  tellInstalledChanges(begun, before, places, {
    annotate: (_level, _title, message) => warnings?.push(message),
    log: (text) => logged?.push(text)
  })
  return { warnings: warnings ?? [], logged: logged ?? [] }
}

/** A directory that nobody can read, whoever they are. */
function unreadable(path: string): void {
  rmSync(path, { recursive: true, force: true })
  symlinkSync(path, path)
}

describe('files of an installed directory', () => {
  test.each<[string, (top: string) => void, string]>([
    ['that came', (top) => writeFileSync(join(top, 'd'), '1'), '"d"'],
    ['that changed', (top) => writeFileSync(join(top, 'a'), '12'), '"a"'],
    ['that went', (top) => rmSync(join(top, 'b'), { recursive: true }), '"b/c"'],
    ['of one that is gone as a whole', (top) => rmSync(top, { recursive: true }), '"a", "b/c"']
  ])('%s are told', (_what, work, names) => {
    const { warnings, logged } = told(work)
    expect(warnings).toEqual([
      expect.stringContaining(`changed files in "vendor", which another step installed: ${names}.`)
    ])
    expect(logged).toEqual([])
  })
  test('that may change, and those that stay, are not', () =>
    expect(told((top) => writeFileSync(join(top, '.cache/y'), ''))).toEqual({ warnings: [], logged: [] }))
  test('are not known of more than are counted', () => {
    const places = { workspace: directoryWith({ 'v/a': '', 'v/b': '' }), home: '' }
    expect(installedFiles('v', [], places, 2)?.size).toBe(2)
    expect(installedFiles('v', [], places, 1)).toBeUndefined()
  })
  test.each<[string, Parameters<typeof told>]>([
    ['at the end', [unreadable]],
    [
      'at the beginning',
      [
        (top) => {
          rmSync(top)
          mkdirSync(top)
        },
        { begin: unreadable }
      ]
    ]
  ])('that cannot be read %s are not called changed', (_when, given) => {
    const { warnings, logged } = told(...given)
    expect(warnings).toEqual([])
    expect(logged).toEqual([expect.stringMatching(/^Step "build": what it changed in "vendor" is not listed/)])
  })
  test.each(['vendor', "it's", 'on', 'a b'])('are offered as lines that are read: %s', (directory) => {
    const { warnings } = told((top) => writeFileSync(join(top, 'b/d'), ''), { directory })
    const line = /`(installs-into: .*)`/.exec(warnings[0] ?? '')?.[1] ?? ''
    expect(problemsIn(stepsText([`name: i, takes: source, ${line}`]))).toEqual([])
    expect(line).toContain('may-change: b/d')
  })
})
