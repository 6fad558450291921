#!/usr/bin/env node
import { greet } from './index.mjs'

const [name = 'world', language] = process.argv.slice(2)
console.log(greet(name, language))
