// SPDX-License-Identifier: Apache-2.0
// `${{ matrix.NAME }}` in patterns, directories and names of steps: the one expression that the language has.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { nearestName } from '../../base/nearest-name.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { PlacedText } from './intent-text.ts'

/** The values of one leg by dimension, in the order in which they name the leg. */
export type MatrixValues = ReadonlyMap<string, string>

/** A text in which dimensions may stand. */
export interface MatrixText extends PlacedText {
  readonly parts: readonly (string | Dimension)[]
}

interface Dimension {
  readonly dimension: string
}

/** What a workflow fills in before anybody reads the text. */
export interface Expression {
  /** With its braces. */
  readonly text: string
  readonly inner: string
  readonly index: number
}

/** The expressions of a text, from the first to the last. One that is not closed is none, and neither is what follows. */
export function* expressionsIn(text: string): Generator<Expression> {
  let index = text.indexOf('${{')
  while (index >= 0) {
    const end = text.indexOf('}}', index + 3)
    if (end < 0) return
    yield { text: text.slice(index, end + 2), inner: text.slice(index + 3, end), index }
    index = text.indexOf('${{', end + 2)
  }
}

/** A text with something else in the place of each expression. */
export function replaceExpressions(text: string, by: (expression: Expression) => string): string {
  const parts: string[] = []
  let end = 0
  for (const found of expressionsIn(text)) {
    parts.push(text.slice(end, found.index), by(found))
    end = found.index + found.text.length
  }
  return [...parts, text.slice(end)].join('')
}

const DIMENSION = /^\s*matrix\.([A-Za-z_][\w-]*)\s*$/

/** Finds the expressions of a text. Another one than a dimension of a matrix is a problem. */
export function matrixText(reader: YamlReader, placed: PlacedText): MatrixText | undefined {
  const parts: (string | Dimension)[] = []
  let end = 0
  for (const found of expressionsIn(placed.text)) {
    const [, dimension] = DIMENSION.exec(found.inner) ?? []
    if (dimension === undefined)
      return reader.problem(
        'LAYOUT_SOURCE_VALUE',
        placed,
        `\`${escapeUntrusted(found.text)}\` cannot stand here: a layout is written before a workflow runs.`,
        'Write a value of the matrix, `${{ matrix.NAME }}`, or the text itself.'
      )
    parts.push(placed.text.slice(end, found.index), { dimension })
    end = found.index + found.text.length
  }
  parts.push(placed.text.slice(end))
  return { ...placed, parts: parts.filter((part) => part !== '') }
}

/** Whether a text holds an expression. */
export function holdsDimension({ parts }: MatrixText): boolean {
  return parts.some((part) => typeof part !== 'string')
}

/** The text with the first of the values that has a dimension; what none has is a problem. */
export function withValues(
  reader: YamlReader,
  written: MatrixText,
  values: readonly MatrixValues[]
): string | undefined {
  let text = ''
  for (const part of written.parts) {
    const value = typeof part === 'string' ? part : valueOf(part.dimension, values)
    if (value === undefined) return refuseDimension(reader, written, (part as Dimension).dimension, values)
    text += value
  }
  return text
}

function valueOf(dimension: string, values: readonly MatrixValues[]): string | undefined {
  return values.find((one) => one.has(dimension))?.get(dimension)
}

function refuseDimension(
  reader: YamlReader,
  written: MatrixText,
  dimension: string,
  values: readonly MatrixValues[]
): undefined {
  const known = [...new Set(values.flatMap((one) => [...one.keys()]))]
  const near = nearestName(dimension, known)
  const hint =
    near !== undefined
      ? `Did you mean \`\${{ matrix.${escapeUntrusted(near)} }}\`?`
      : known.length === 0
        ? `Give the step a matrix: \`matrix: { ${dimension}: [a, b] }\`.`
        : `Known here: ${known.map((name) => quoteUntrusted(name)).join(', ')}.`
  return reader.problem(
    'LAYOUT_SOURCE_UNKNOWN',
    written,
    `Not every leg that this is about has a ${quoteUntrusted(dimension)} in its matrix.`,
    hint
  )
}
