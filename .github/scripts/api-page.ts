// SPDX-License-Identifier: Apache-2.0
// The page of the package's interface, from its declarations: every export with its documentation.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const EXPORT = /export (?:type )?\{([^}]*)\} from '([^']+)'/g

/** One declared name, the name by which it is exported, and the file that declares it. */
interface Exported {
  readonly name: string
  readonly as: string
  readonly file: string
}

/** The names that a declaration file passes on, in its order. */
function exportsOf(index: string): Exported[] {
  const text = readFileSync(index, 'utf8')
  return [...text.matchAll(EXPORT)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((text) => {
        const [name = '', as = name] = text.split(' as ')
        return { name, as, file: join(dirname(index), from.replace(/\.js$/, '.d.ts')) }
      })
  )
}

/** The declaration of a name with the comment before it. */
function declarationOf({ name, file }: Pick<Exported, 'name' | 'file'>): string {
  const text = readFileSync(file, 'utf8')
  const start = new RegExp(
    String.raw`^export (?:declare )?(?:abstract )?(?:function|const|class|interface|type) ${name}\b`,
    'm'
  )
  const at = start.exec(text)?.index
  if (at === undefined) throw new Error(`${file} declares no ${name}`)
  const lines = text.slice(at).split('\n')
  // A declaration ends where the next one, or a comment on it, begins at the margin.
  const length = lines.findIndex((line, index) => index > 0 && /^(?:export|declare|\/\*\*|\/\/)/.test(line))
  const body = lines
    .slice(0, length < 0 ? undefined : length)
    .join('\n')
    .trim()
  const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.exec(text.slice(0, at))?.[0] ?? ''
  return `${comment}${withMembers(body, file)}`
}

/** A class that only says which codes another one takes is shown with the members of that one. */
function withMembers(body: string, file: string): string {
  const [, name = '', parent = '', argument = ''] =
    /^export declare class (\w+) extends (\w+)<(\w+)> \{\s*\}$/.exec(body) ?? []
  if (parent === '') return body
  const from = new RegExp(String.raw`import \{[^}]*\b${parent}\b[^}]*\} from '([^']+)'`)
  const [, source = ''] = from.exec(readFileSync(file, 'utf8')) ?? []
  const generic = declarationOf({ name: parent, file: join(dirname(file), source.replace(/\.js$/, '.d.ts')) })
  const [, parameter = '', members = ''] = /class \w+<(\w+) extends [^>]+>[^{]*(\{[\s\S]*)$/.exec(generic) ?? []
  return `export declare class ${name} extends Error ${members.replaceAll(new RegExp(String.raw`\b${parameter}\b`, 'g'), argument)}`
}

/** A page that calls things as dependants do. */
function renamed(page: string, exported: readonly Exported[]): string {
  return exported.reduce(
    (text, { name, as }) => (name === as ? text : text.replaceAll(new RegExp(String.raw`\b${name}\b`, 'g'), as)),
    page
  )
}

/** Markdown with the exports of both entries, from a directory of declarations. */
export function apiPage(types: string): string {
  const section = (title: string, exported: readonly Exported[]): string =>
    [`## ${title}`, ...exported.map((one) => `### ${one.as}\n\n\`\`\`ts\n${declarationOf(one)}\n\`\`\``)].join('\n\n')
  const core = exportsOf(join(types, 'intoto/index.d.ts'))
  return `# Library

The core as a package: it verifies, reads, and has no opinion on where it runs. \`in-toto-actions\` runs wherever
ECMAScript and \`TextEncoder\` do; \`in-toto-actions/node\` has what it asks of its machine, by Node.

\`\`\`ts
import { readFile } from 'node:fs/promises'
import { publicKeyFromPem, verifySupplyChain } from 'in-toto-actions'
import { NODE_PORTS } from 'in-toto-actions/node'

const verification = await verifySupplyChain({
  ports: NODE_PORTS,
  layout: await readFile('root.layout'),
  layoutSource: 'root.layout',
  layoutKeys: [publicKeyFromPem(await readFile('owner.pub', 'utf8'), 'owner.pub')],
  links, // where links are: names() and read(name)
  now: Date.now(),
  compatibility: 'strict'
})
if (verification.outcome === 'failed') console.error(verification.failures)
\`\`\`

${renamed(section('in-toto-actions', core), core)}

${section('in-toto-actions/node', [{ name: 'NODE_PORTS', as: 'NODE_PORTS', file: join(types, 'signing/node-ports.d.ts') }])}
`
}
