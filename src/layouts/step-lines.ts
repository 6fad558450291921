// SPDX-License-Identifier: Apache-2.0

const NAME = /^\s*-\s+(?:\{\s*)?name:\s*(?:"([^"]*)"|'([^']*)'|([^,}#]*))/

/** The lines of a layout source, from 1, on which steps begin. Only for pointing at them: the layout itself decides. */
export function stepLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  for (const [index, line] of text.split('\n').entries()) {
    const [, double, single, plain] = NAME.exec(line) ?? []
    const name = double ?? single ?? plain?.trim()
    if (name !== undefined && name !== '' && !lines.has(name)) lines.set(name, index + 1)
  }
  return lines
}
