// SPDX-License-Identifier: Apache-2.0
// Links that claim source, computed by Node's own hashes.
import { createHash } from 'node:crypto'
import { linkOf } from './chain.ts'

export const COMMIT = 'a1'.repeat(20)
export const OTHER_COMMIT = 'b2'.repeat(20)
export const TREE = 'c3'.repeat(20)

/** Contents by path. */
export type Contents = Readonly<Record<string, string>>

export const FILES: Contents = { 'README.md': 'greets\n', 'src/a.js': 'a()\n', 'src/b.js': 'b()\n' }

export const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

/** Number and digest of files as a claim has them. */
export function filesOf(contents: Contents): { readonly files: number; readonly digest: string } {
  const paths = Object.keys(contents).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const text = paths.map((path) => `${sha256(contents[path] as string)}  ${path}\n`).join('')
  return { files: paths.length, digest: sha256(text) }
}

/** The member `source` of an environment. */
export const claimOf = (contents: Contents = FILES, changes: object = {}): object => ({
  commit: COMMIT,
  tree: TREE,
  ...filesOf(contents),
  ...changes
})

/** Materials or products of a link. */
export const artifacts = (contents: Contents): Record<string, { sha256: string }> =>
  Object.fromEntries(Object.entries(contents).map(([path, content]) => [path, { sha256: sha256(content) }]))

/** The environment of a checkout's link. */
export const checkoutOf = (source: unknown, changes: object = {}): object => ({
  run: { id: '1', repository: 'o/r', commit: COMMIT },
  recording: { exclude: [], products: { paths: ['.'] } },
  checkout: { commit: COMMIT },
  ...(source === undefined ? {} : { source }),
  ...changes
})

/** A link of a checkout; by default one that says the truth. */
export const checkoutLink = (
  name: string,
  { products = FILES, environment = checkoutOf(claimOf()) }: { products?: Contents; environment?: object } = {}
): Record<string, unknown> => linkOf(name, { products: artifacts(products), environment })
