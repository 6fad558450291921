// Makes dist/: the sources with the greetings compiled in, so that the package reads no file at run time.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')
for (const file of ['index.mjs', 'greet.mjs']) copyFileSync(`src/${file}`, `dist/${file}`)
const greetings = JSON.parse(readFileSync('src/greetings.json', 'utf8'))
writeFileSync('dist/greetings.mjs', `export const GREETINGS = ${JSON.stringify(greetings, null, 2)}\n`)
