// SPDX-License-Identifier: Apache-2.0
// What is offered in the place of a line of scratch is what a layout can be built from, and fits what the line hid.
import { describe, expect, test } from '@jest/globals'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { parseIntentPattern } from '../../../src/intoto/intents/intent-pattern.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { withRecordedHalf } from '../../../src/intoto/link/recording-notes.ts'
import { tellLeftBehind } from '../../../src/stages/intents/left-behind.ts'
import { buildIntents, stepsText } from '../../support/intents-source.ts'

function told(lines: readonly string[], isLast = false, added: readonly string[] = []): string {
  const environment = withRecordedHalf(jsonObject({}), 'products', {
    paths: ['.'],
    leftOut: new Map(lines.map((line) => [line, 1]))
  })
  const logged: string[] = []
  tellLeftBehind({ name: 'build', environment } as Link, { isLast, added }, { log: (text) => logged.push(text) })
  return logged.join('\n')
}

describe('a line of scratch that hid something', () => {
  test.each<[line: string, offers: readonly string[], file: string | undefined]>([
    ['node_modules/', ['installs-into: node_modules', 'may-add: node_modules/**'], 'node_modules/x/y'],
    ['/vendor/', ['installs-into: vendor', 'may-add: vendor/**'], 'vendor/x'],
    ['coverage', ['installs-into: coverage', 'may-add: coverage/**'], 'coverage/index.html'],
    ['*.log', ["may-add: '**/*.log'"], 'a/b/npm.log'],
    ['/*.log', ["may-add: '*.log'"], 'npm.log'],
    ['logs/*.log', ['may-add: logs/*.log'], 'logs/npm.log'],
    ['report.xml', ["may-add: '**/report.xml'"], 'report.xml'],
    ['**/node_modules/', ["installs-into: '**/node_modules'", "may-add: '**/node_modules/**'"], 'a/node_modules/x'],
    ['*.egg-info/', ["installs-into: '*.egg-info'", "may-add: '**/*.egg-info/**'"], 'a/b.egg-info/x'],
    ['on/', ["installs-into: 'on'", 'may-add: on/**'], 'on/x'],
    ["it's/", ["installs-into: 'it''s'", "may-add: 'it''s/**'"], "it's/x"],
    ['a**b', [], undefined]
  ])('%s is offered as what it may be', (line, offers, file) => {
    const text = told([line])
    const found = [...text.matchAll(/`((?:installs-into|may-add): [^`]*)`/g)].map(([, one = '']) => one)
    expect(found).toEqual(offers)
    expect(text).toContain('Delete them at the end of the command')
    for (const offer of found) {
      const built = buildIntents(stepsText([`name: build, takes: source, ${offer}`, 'name: test, takes: build']))
      const { mayAdd = [] } = built.intents?.intents.steps.get('build') ?? {}
      for (const { text: pattern } of mayAdd) expect(parseIntentPattern(pattern).matches(file ?? '')).toBe(true)
    }
  })
  test('is named where there are several', () =>
    expect(told(['node_modules/', '*.log'])).toContain('replace the scratch line "node_modules/" in layout.yml by'))
  test.each([[['target/release/app']], [['**/app']], [['out/target/*']]])(
    'offers no directory to install into that holds what is added: %j',
    (added) => {
      const text = told(['target/'], false, added)
      expect(text).not.toContain('installs-into')
      expect(text).toContain('`may-add: target/**`')
      expect(told(['target/'], false, ['out/app'])).toContain('`installs-into: target`')
    }
  )
  test('says what happens with and without the line at a later step', () =>
    expect(told(['target/'])).toMatch(
      /where its own scratch fits them \(SCRATCH_PRESENT\), else in verification \(TAKES_EXTRA\)/
    ))
  test('is not told of the last step, and of none', () => expect([told(['x/'], true), told([])]).toEqual(['', '']))
})
