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

/** The workflow fills one in before anybody reads the text. */
export const EXPRESSION = /\$\{\{(.*?)\}\}/gs
const DIMENSION = /^\s*matrix\.([A-Za-z_][\w-]*)\s*$/

/** Finds the expressions of a text. Another one than a dimension of a matrix is a problem. */
export function matrixText(reader: YamlReader, placed: PlacedText): MatrixText | undefined {
  const parts: (string | Dimension)[] = []
  let end = 0
  for (const found of placed.text.matchAll(EXPRESSION)) {
    const [, dimension] = DIMENSION.exec(found[1] as string) ?? []
    if (dimension === undefined)
      return reader.problem(
        'LAYOUT_SOURCE_VALUE',
        placed,
        `\`${escapeUntrusted(found[0])}\` cannot stand here: a layout is written before a workflow runs.`,
        'Write a value of the matrix, `${{ matrix.NAME }}`, or the text itself.'
      )
    parts.push(placed.text.slice(end, found.index), { dimension })
    end = found.index + found[0].length
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
