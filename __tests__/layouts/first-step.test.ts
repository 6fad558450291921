// SPDX-License-Identifier: Apache-2.0
// What is offered to whoever has no steps is taken when it is pasted.
import { expect, test } from '@jest/globals'
import { buildLayout } from '../../src/layouts/build-layout.ts'
import { LayoutSourceError } from '../../src/layouts/problem.ts'
import { generateKey } from '../../src/signing/generate-key.ts'

const { publicKey } = generateKey({ type: 'ed25519' })
const build = (text: string) =>
  buildLayout({ text, source: 'layout.yml', readKey: () => publicKey, now: 0, keyIdForm: 'current' })
const TOP = 'expires: 1 year\nfunctionaries: { ann: { key: a.pub } }\n'

function hintFor(text: string): string {
  try {
    build(text)
  } catch (error) {
    if (!(error instanceof LayoutSourceError)) throw error
    return error.problems.find(({ code }) => /EMPTY|MISSING/.test(code))?.hint ?? ''
  }
  return ''
}

test.each<[string, string]>([
  ['an empty list', `${TOP}by: ann\nrelease: nothing\nsteps: []\n`],
  ['an empty list and nothing else', `${TOP}steps: []\n`],
  ['no list', `${TOP}by: ann\nrelease: build\n`],
  ['no list, and nobody who performs', TOP]
])('the remedy for %s makes a layout that is built', (_what, text) => {
  const quoted = [...hintFor(text).matchAll(/"([^"]+)"/g)].map(([, words = '']) => words)
  const [step = '', ...more] = quoted
  const kept = text.replace('steps: []\n', '')
  const { layout } = build(`${kept}${more.map((line) => `${line}\n`).join('')}steps:\n  ${step}\n`)
  expect(layout.steps.map(({ name }) => name)).toEqual(['build'])
})
