// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { JsonValue } from '../json/json-value.ts'
import { readModes } from '../link/file-modes.ts'
import type { Link } from '../link/link.ts'
import type { Warning } from './failure.ts'

/** How files left the last step that had them. */
type LeftAs = Map<ArtifactPath, { readonly step: string; readonly mode: JsonValue | undefined }>

/** Files that a step passed on in one mode and a later step was given in another, where both recorded modes. */
export function* compareModes(links: ReadonlyMap<string, Link>, prefix: string): Generator<Warning> {
  const left: LeftAs = new Map()
  for (const [step, link] of links) {
    const given = readModes(link.environment, 'materials')
    if (given !== undefined) yield* changes(step, link, given, left, prefix)
    const made = readModes(link.environment, 'products')
    if (made !== undefined) for (const path of link.products.paths()) left.set(path, { step, mode: made.get(path) })
  }
}

function* changes(
  step: string,
  link: Link,
  given: ReadonlyMap<string, JsonValue>,
  left: LeftAs,
  prefix: string
): Generator<Warning> {
  for (const path of link.materials.paths()) {
    const before = left.get(path)
    const mode = given.get(path)
    if (before === undefined || before.mode === mode) continue
    yield {
      code: 'MODE_CHANGED',
      step: `${prefix}${escapeUntrusted(step)}`,
      message: `${quoteUntrusted(path)} left step ${quoteUntrusted(before.step)} ${named(before.mode)} and came to step ${quoteUntrusted(step)} ${named(mode)}.`
    }
  }
}

function named(mode: JsonValue | undefined): string {
  return mode === undefined
    ? 'as a plain file'
    : `as ${typeof mode === 'string' ? escapeUntrusted(mode, 40) : 'something else'}`
}
