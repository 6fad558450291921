// SPDX-License-Identifier: Apache-2.0
// The operators of this project for Stryker, which takes none from plugins: they join the list of its own. The version is
// pinned, and a run fails when the list is not where it was. `--changed` has the same two as texts, in `own-operators.ts`.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The variable that names the directory of Stryker's packages. */
export const STRYKER_MODULES = 'IN_TOTO_STRYKER_MODULES'

interface Node {
  readonly type: string
  readonly [member: string]: unknown
}

interface Mutator {
  readonly name: string
  readonly mutate: (path: { readonly node: Node }) => Iterable<Node>
}

/** Leaves out a statement that does nothing but call, or that throws. */
const dropStatement: Mutator = {
  name: 'DropStatement',
  *mutate({ node }) {
    if (isLooseStatement(node)) yield { type: 'EmptyStatement' }
  }
}

/** Leaves out one string of a list of nothing but strings. */
const dropElement: Mutator = {
  name: 'DropElement',
  *mutate({ node }) {
    if (node.type !== 'ArrayExpression') return
    const elements = node['elements'] as readonly (Node | null)[]
    if (elements.some((element) => element?.type !== 'StringLiteral')) return
    for (const dropped of elements)
      yield { type: 'ArrayExpression', elements: elements.filter((element) => element !== dropped) }
  }
}

function isLooseStatement(node: Node): boolean {
  if (node.type === 'ThrowStatement') return true
  if (node.type !== 'ExpressionStatement') return false
  let expression = node['expression'] as Node
  while (expression.type === 'AwaitExpression') expression = expression['argument'] as Node
  return ['CallExpression', 'OptionalCallExpression'].includes(expression.type)
}

/** Adds them to what Stryker makes. @throws Error when its packages are not where the variable says */
export async function addOwnMutators(): Promise<void> {
  const modules = process.env[STRYKER_MODULES]
  if (modules === undefined) throw new Error(`${STRYKER_MODULES} is not set.`)
  const { href } = pathToFileURL(join(modules, 'instrumenter/dist/src/mutators/mutate.js'))
  const { allMutators } = (await import(href)) as { allMutators: Mutator[] }
  allMutators.push(dropStatement, dropElement)
}
