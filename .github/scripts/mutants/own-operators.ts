// SPDX-License-Identifier: Apache-2.0
// Mutants that Stryker does not make: a statement that calls or throws is left out, or one string of a literal list. Rooms
// are tried with the same two within Stryker, in `own-mutators.ts`.
import { parseSync } from '@swc/core'
import { lineAt, type TextMutant } from './mutant.ts'

/** Where a node stands in the bytes of what was parsed, from an origin that the parser chooses. */
interface Span {
  readonly start: number
  readonly end: number
}

interface Node {
  readonly type: string
  readonly span: Span
}

/** Every mutant of one source, in the order of its text. */
export function ownMutants(file: string, text: string): TextMutant[] {
  // The first statement says where the parser starts to count; whatever comes before a statement would move it.
  const bytes = Buffer.from(`;${text.replace(/^#!/, '//')}`, 'utf8')
  const { body } = parseSync(bytes.toString('utf8'), { syntax: 'typescript', target: 'es2024' })
  const origin = body[0]?.span.start ?? 0
  const offset = (position: number): number => bytes.subarray(0, position - origin).toString('utf8').length - 1
  const mutants: TextMutant[] = []
  const add = (by: string, from: Span, after: string): void => {
    const [start, end] = [offset(from.start), offset(from.end)]
    mutants.push({ file, line: lineAt(text, start), by, before: text.slice(start, end), after, start, end })
  }
  for (const node of nodesOf(body)) {
    if (isLooseStatement(node)) add('DropStatement', node.span, ';')
    for (const span of droppable(node)) add('DropElement', span, '')
  }
  return mutants.sort((a, b) => (a.start === b.start ? a.end - b.end : a.start - b.start))
}

function* nodesOf(value: unknown): Generator<Node & Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return
  if (isNode(value)) yield value
  for (const member of Object.values(value)) yield* nodesOf(member)
}

function isNode(value: object): value is Node & Readonly<Record<string, unknown>> {
  return 'type' in value && typeof value.type === 'string' && 'span' in value
}

/** A statement that does nothing but call, or that throws. */
function isLooseStatement(node: Node & Readonly<Record<string, unknown>>): boolean {
  if (node.type === 'ThrowStatement') return true
  if (node.type !== 'ExpressionStatement') return false
  let expression = node['expression'] as Node & Readonly<Record<string, unknown>>
  while (expression.type === 'AwaitExpression') expression = expression['argument'] as typeof expression
  return ['CallExpression', 'OptionalChainingExpression'].includes(expression.type)
}

/** For a list of nothing but strings, what is left out with each: the string, and the comma beside it. */
function droppable(node: Node & Readonly<Record<string, unknown>>): Span[] {
  if (node.type !== 'ArrayExpression') return []
  const elements = node['elements'] as readonly (null | { readonly spread: unknown; readonly expression: Node })[]
  const strings = elements.flatMap((element) =>
    element !== null && element.spread === null && element.expression.type === 'StringLiteral'
      ? [element.expression.span]
      : []
  )
  if (strings.length < elements.length) return []
  return strings.map(({ start, end }, index) => {
    const next = strings[index + 1]
    const previous = strings[index - 1]
    if (next !== undefined) return { start, end: next.start }
    return previous === undefined ? { start, end } : { start: previous.end, end }
  })
}
