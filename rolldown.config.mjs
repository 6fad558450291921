// SPDX-License-Identifier: Apache-2.0
// dist/ is what users run: ESM, not minified, chunk names without hashes, so that a change can be read and a rebuild
// compared byte for byte. OUT_DIR lets the check build elsewhere.
import { rmSync } from 'node:fs'
import { defineConfig } from 'rolldown'

const dir = process.env.OUT_DIR ?? 'dist'
rmSync(dir, { recursive: true, force: true })

export default defineConfig({
  input: {
    cli: 'src/cli/main.ts',
    'hash-worker': 'src/recording/hash-worker.ts'
  },
  platform: 'node',
  transform: { target: 'node20' },
  output: {
    dir,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name].mjs',
    codeSplitting: { groups: [{ name: 'yaml', test: /node_modules[\\/]yaml[\\/]/ }, { name: 'ignore', test: /node_modules[\\/]ignore[\\/]/ }] }
  }
})
