#!/usr/bin/env node
// Every greeting has a place for the name, once.
import { readFileSync } from 'node:fs'

const greetings = JSON.parse(readFileSync('src/greetings.json', 'utf8'))
const odd = Object.keys(greetings).filter((language) => greetings[language].split('{name}').length !== 2)
for (const language of odd) console.error(`${language}: write {name} once.`)
process.exitCode = odd.length > 0 ? 1 : 0
