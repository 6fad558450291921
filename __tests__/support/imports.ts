// SPDX-License-Identifier: Apache-2.0
import { parseSync } from '@swc/core'

/** What stands for the target of an import that is computed as the program runs. */
export const COMPUTED = '(computed)'

const known = new Map<string, readonly string[]>()

/** Every module that TypeScript names, as it spells it: imports and exports, of types too, and dynamic ones. */
export function importsOf(text: string): readonly string[] {
  const before = known.get(text)
  if (before !== undefined) return before
  const found: string[] = []
  known.set(text, found)
  visit(parseSync(text, { syntax: 'typescript', target: 'es2024' }), found)
  return found
}

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const item of node as unknown[]) visit(item, found)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  const parts = node as Readonly<Record<string, unknown>>
  const target = targetOf(parts)
  if (target !== undefined) found.push(target)
  for (const part of Object.values(parts)) visit(part, found)
}

function targetOf(node: Readonly<Record<string, unknown>>): string | undefined {
  switch (node['type']) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node['source'] === null ? undefined : literal(node['source'])
    case 'TsImportType':
      return literal(node['argument'])
    case 'TsExternalModuleReference':
      return literal(node['expression'])
    case 'CallExpression': {
      const { callee, arguments: [first] = [] } = node as {
        callee: { type: string }
        arguments?: { expression: unknown }[]
      }
      return callee.type === 'Import' ? literal(first?.expression) : undefined
    }
    default:
      return undefined
  }
}

function literal(node: unknown): string {
  const { type, value } = node as { type: string; value: unknown }
  return type === 'StringLiteral' && typeof value === 'string' ? value : COMPUTED
}

/** Circles of imports, each from a file back to itself; at least one of every tangle. */
export function circlesAmong(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = []
  const done = new Set<string>()
  const follow = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file)
    if (start >= 0) circles.push([...way.slice(start), file])
    if (start >= 0 || done.has(file)) return
    for (const next of imports.get(file) ?? []) follow(next, [...way, file])
    done.add(file)
  }
  for (const file of imports.keys()) follow(file, [])
  return circles
}
