import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greet } from '../dist/index.mjs'

test('greets in English by default', () => assert.equal(greet('Ada'), 'Hello, Ada!'))
test('greets in the language asked for', () => assert.equal(greet('Ada', 'fr'), 'Bonjour, Ada !'))
test('falls back to English', () => assert.equal(greet('Ada', 'tlh'), 'Hello, Ada!'))
test('takes a name as it is', () => assert.equal(greet('$&'), 'Hello, $&!'))
