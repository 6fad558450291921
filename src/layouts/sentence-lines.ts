// SPDX-License-Identifier: Apache-2.0

const NAME = /[\s{,-]name:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}#][^,}#]*))/
const KEY = /(?:^\s*(?:-\s+)?(?:\{\s*)?|[{,]\s*)([a-z][a-z-]*):(?=\s|$)/g

/**
 * The lines of a layout source, from 1, on which it says what: by the key alone for keys on top, and by name of the step and
 * key for those of steps. Only for pointing at them: the layout itself decides.
 */
export function sentenceLines(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const keep = (key: string, line: number): void => {
    if (!found.has(key)) found.set(key, line)
  }
  const items: Item[] = []
  let inSteps = false
  let indent: number | undefined
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    const top = /^([a-z][a-z-]*):/.exec(line)?.[1]
    if (top !== undefined) {
      inSteps = top === 'steps'
      keep(top, index + 1)
      continue
    }
    if (!inSteps) continue
    const dash = /^(\s*)-\s/.exec(line)?.[1]?.length
    indent ??= dash
    if (dash !== undefined && dash === indent) items.push({ name: undefined, keys: [] })
    const item = items.at(-1)
    if (item === undefined) continue
    item.name ??= nameIn(line)
    for (const [, key = ''] of line.matchAll(KEY)) item.keys.push([key, index + 1])
  }
  for (const { name, keys } of items)
    for (const [key, line] of keys) if (name !== undefined) keep(`${name} ${key}`, line)
  return found
}

interface Item {
  name: string | undefined
  readonly keys: [key: string, line: number][]
}

function nameIn(line: string): string | undefined {
  const [, double, single, plain] = NAME.exec(line) ?? []
  return double ?? single ?? plain?.trim()
}
