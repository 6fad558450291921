// SPDX-License-Identifier: Apache-2.0
// dist/ is what users run: ESM, not minified, chunk names without hashes, so that a change can be read and a rebuild
// compared byte for byte. OUT_DIR lets the check build elsewhere.
import { readFileSync, rmSync } from 'node:fs'
import { defineConfig } from 'rolldown'

const dir = process.env.OUT_DIR ?? 'dist'
rmSync(dir, { recursive: true, force: true })

/** The licences of what is bundled, in one file. */
const licences = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const packages = new Set()
    for (const chunk of Object.values(bundle)) {
      for (const module of chunk.moduleIds ?? []) {
        const match = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module)
        if (match !== null) packages.add(match[1].replaceAll('\\', '/'))
      }
    }
    const texts = [...packages].sort().map((name) => {
      const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
      const file = ['LICENSE', 'LICENSE-MIT', 'LICENSE.md'].find((candidate) => {
        try {
          return readFileSync(`node_modules/${name}/${candidate}`) !== undefined
        } catch {
          return false
        }
      })
      if (file === undefined) throw new Error(`${name} has no licence file`)
      return `${name} ${version} (${license})\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8').trim()}\n`
    })
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: texts.join('\n----\n\n') })
  }
}

export default defineConfig({
  input: {
    cli: 'src/cli/main.ts',
    'hash-worker': 'src/recording/hash-worker.ts'
  },
  platform: 'node',
  transform: { target: 'node20' },
  plugins: [licences],
  output: {
    dir,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name].mjs',
    codeSplitting: {
      groups: [
        { name: 'yaml', test: /node_modules[\\/]yaml[\\/]/ },
        { name: 'ignore', test: /node_modules[\\/]ignore[\\/]/ },
        { name: 'intoto', test: /src[\\/]intoto[\\/]/ }
      ]
    }
  }
})
