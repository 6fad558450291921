// SPDX-License-Identifier: Apache-2.0
// Layout sources that are refused.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../harness/repository.ts'
import type { ErrorCase, Json } from '../error-case.ts'

const REST = 'by: ci\nexpires: 1 year\nfunctionaries: { ci: { key: ci.pub } }\n'
const STEPS = 'steps:\n  - { name: build, takes: source, adds: dist/** }\nrelease: build\n'

function source(code: string, text: string | Uint8Array): ErrorCase {
  return { code, prepare: (bench) => bench.write('layout.yml', text), words: ['layout', 'build', 'layout.yml'] }
}

/** The bad example of a key of the language. */
function bad(code: string, name: string): ErrorCase {
  return source(code, `${readFileSync(join(ROOT, 'examples/intents', name, 'bad.yml'), 'utf8')}${REST}`)
}

export const SOURCE_CASES: readonly ErrorCase[] = [
  source('YAML_SYNTAX', `steps: [{ name: build\n${REST}`),
  source('YAML_KEY_DUPLICATE', `${STEPS}${REST}release: nothing\n`),
  source('YAML_FEATURE', `steps:\n  - &build { name: build, takes: source, adds: dist/** }\nrelease: build\n${REST}`),
  bad('INTENT_PATTERN_INVALID', 'adds'),
  bad('LAYOUT_SOURCE_AMBIGUOUS', 'only'),
  bad('LAYOUT_SOURCE_IMPOSSIBLE', 'scratch'),
  bad('LAYOUT_SOURCE_TYPE', 'tags'),
  bad('LAYOUT_SOURCE_VALUE', 'branches'),
  bad('LAYOUT_SOURCE_MISSING', 'release'),
  source(
    'LAYOUT_SOURCE_UNKNOWN',
    `steps:\n  - { name: build, takes: source, add: dist/** }\nrelease: nothing\n${REST}`
  ),
  source('LAYOUT_SOURCE_NAME', `steps:\n  - { name: build/x, takes: source }\nrelease: nothing\n${REST}`),
  source('YAML_TOO_LARGE', '# a comment\n'.repeat(100_000)),
  source('LAYOUT_SOURCE_EMPTY', `steps: []\nrelease: nothing\n${REST}`),
  source('LAYOUT_SOURCE_EXPIRED', `${STEPS}${REST.replace('1 year', '2020-01-01')}`),
  source(
    'LAYOUT_SOURCE_RULE',
    `steps:\n  - { name: build, materials: [ALLOW *], products: [CREATE dist/*, DISALLOW *] }\n${REST}`
  ),
  source(
    'LAYOUT_SOURCE_KEY_SHARED',
    `${STEPS}${REST.replace('{ key: ci.pub }', '{ key: ci.pub }, bot: { key: ci.pub }')}`
  ),
  source(
    'LAYOUT_UNREADABLE',
    `steps:\n  - { name: build, run: [${'echo, '.repeat(10_000)}echo], materials: [DISALLOW *], products: [DISALLOW *] }\n${REST}`
  ),
  {
    code: 'LAYOUT_UNPROVEN',
    prepare: async (bench) => {
      bench.write('layout.yml', `${STEPS}${REST}`)
      await bench.cli(['layout', 'build', 'layout.yml'])
      const { payload } = JSON.parse(bench.read('root.layout')) as { payload: string }
      const layout = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Json
      for (const step of layout['steps'] as Json[]) step['expected_products'] = [['DISALLOW', '*']]
      bench.sign('root.layout', layout, ['bob'])
    },
    words: ['layout', 'sign', 'root.layout', '-k', 'owner']
  }
]
