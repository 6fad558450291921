// SPDX-License-Identifier: Apache-2.0
// A line that is offered for one leg of a matrix, as it stands in the source for all of them.

/** The texts of a leg in the source, by what they are in this leg, and its values by dimension. */
export interface LegTexts {
  readonly written: ReadonlyMap<string, string>
  readonly values: ReadonlyMap<string, string>
}

/** Lines in backquotes, by the keys in which `${{ matrix.NAME }}` may stand. */
const LINE =
  /`((?:takes|adds|may-add|changes|removes|may-remove|installs-into|command|working-directory|setup): )([^`]+)`/gu
/** Texts of a line, in quotes or not, but for what YAML itself reads in it; those of a mapping before a colon. */
const TEXT = /'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"|([^\s'",[\]{}:][^\s'",[\]{}]*?)(?=:?(?:[\s,[\]{}]|$))/gu

/** The words of a take, which are none of a layout's own. */
const WORDS: ReadonlySet<string> = new Set(['source', 'nothing', 'only', 'from', 'into', 'may-change'])

/** A hint with the lines of the whole step in the place of those of one leg. */
export function withLegLines(hint: string, leg: LegTexts): string {
  return hint.replace(LINE, (_, key: string, value: string) => {
    const changed = value.replace(TEXT, (token: string, single?: string, double?: string, plain?: string) => {
      const text = single?.replaceAll("''", "'") ?? (double === undefined ? plain : unescaped(token))
      const written = text === undefined || (plain !== undefined && WORDS.has(plain)) ? text : writtenText(text, leg)
      if (written === text || written === undefined) return token
      return double === undefined ? quoted(written) : JSON.stringify(written)
    })
    return `\`${key}${changed}\``
  })
}

/** As it stands in the source; a new text with the dimensions whose values it holds. */
function writtenText(text: string, { written, values }: LegTexts): string {
  return written.get(text) ?? withDimensions(text, values)
}

function withDimensions(text: string, values: LegTexts['values']): string {
  const dimensions = new Map<string, string | undefined>()
  // Two dimensions of one value cannot be told apart, and a single character stands anywhere.
  for (const [name, value] of values)
    if (value.length > 1 && /^[A-Za-z_][\w-]*$/u.test(name))
      dimensions.set(value, dimensions.has(value) ? undefined : name)
  const found = [...dimensions.keys()].sort((one, other) => other.length - one.length).map(escaped)
  if (found.length === 0) return text
  return text.replace(new RegExp(`(?<![A-Za-z0-9])(?:${found.join('|')})(?![A-Za-z0-9])`, 'gu'), (value) => {
    const name = dimensions.get(value)
    return name === undefined ? value : `\${{ matrix.${name} }}`
  })
}

const escaped = (text: string): string => text.replace(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`)

const quoted = (text: string): string => (/^[\w./*-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`)

/** A text in double quotes; undefined where it holds what JSON does not know. */
function unescaped(token: string): string | undefined {
  try {
    return JSON.parse(token) as string
  } catch {
    return undefined
  }
}
