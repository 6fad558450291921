// SPDX-License-Identifier: Apache-2.0
// Modules of the repository that can be loaded anew within one process: each generation has addresses of its own.
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const GLOBALS = new URL('resident-globals.ts', import.meta.url).href

let generation = 0
const texts = new Map<string, string>()

/** From now on, sources and tests below a directory are loaded by generation, and tests get our `@jest/globals`. */
export function watchModules(root: string): void {
  const own = ['src', '__tests__'].map((name) => `${pathToFileURL(join(root, name)).href}/`)
  const isOwn = (url: string): boolean => own.some((start) => url.startsWith(start))
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true }
      const resolved = next(specifier, context)
      return isOwn(resolved.url) ? { ...resolved, url: `${resolved.url}?generation=${generation}` } : resolved
    },
    load(url, context, next) {
      if (!isOwn(url) || !/\.ts\?/.test(url)) return next(url, context)
      const path = fileURLToPath(url)
      const source = texts.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'))
      texts.set(path, source)
      return { format: 'module', source, shortCircuit: true }
    }
  })
}

/** Imports that follow load everything anew. */
export function beginGeneration(): void {
  generation += 1
}
