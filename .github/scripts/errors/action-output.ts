// SPDX-License-Identifier: Apache-2.0
// What the log of an action shows of its end.
import { FakeRunner } from '../../../__tests__/support/fake-runner.ts'
import { KEY_ID } from '../../../__tests__/support/two-steps.ts'
import { reportError } from '../../../src/base/report-error.ts'
import { constant, type Printed } from './bench.ts'
import type { ActionCase } from './error-case.ts'

/** Runs an action; of the log of a gate, only what it says of the code is shown. */
export async function printedByAction({ code, act }: ActionCase): Promise<Printed> {
  const { error, hasFailed, runner } = await act()
  const lines = error === undefined ? aboutCode(runner.lines.join('\n').split('\n'), code) : annotated(error)
  const text = lines
    .join('\n')
    .replace(/[\w/.-]*\/in-toto-test-\w+/g, '/home/runner/work/app/app')
    .replace(/in-toto-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'in-toto-<id>')
    .replace(/\b(?!(.)\1{39})[0-9a-f]{40}\b/g, '<commit>')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://github.com')
    .replace(/( at )(?!(.)\2{11})[0-9a-f]{12}\b/g, '$1<commit>')
    .replace(/\bsha256:[0-9a-f]{5}\b/g, 'sha256:<digest>')
    .replace(/(not signed by )[0-9a-f]{8}\b/g, '$1<keyid>')
    .replaceAll(KEY_ID, '<keyid>')
    .replaceAll(KEY_ID.slice(0, 8), '<keyid>')
  return { status: hasFailed ? 1 : 0, text: constant(text) }
}

/** As the runner writes an annotation into the log. */
function annotated(error: Error): string[] {
  const runner = new FakeRunner('action.yml')
  reportError(runner, error)
  return runner.annotations.map(({ message }) => `Error: ${message}`)
}

/** A reason begins with its code, and ends with where to read more; an error of the gate ends where its verdict begins. */
function aboutCode(lines: readonly string[], code: string): string[] {
  const starts = [`${code} in `, `ERROR ${code}: `]
  const start = lines.findIndex((line) => line === code || starts.some((text) => line.startsWith(text)))
  const verdict = lines.findIndex((line) => line.startsWith('Verdict: '))
  if (start < 0 || verdict < start) return [...lines]
  const see = lines.findIndex((line, at) => at > start && line.startsWith('  see: '))
  const end = see < 0 ? verdict : see + 1
  return [...lines.slice(start, end), ...lines.slice(verdict, verdict + 1)]
}
