// SPDX-License-Identifier: Apache-2.0
// What to do where the parser of YAML gives up: mostly a text wants quotes.
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { yamlText } from '../intoto/intents/yaml-text.ts'
import { oddSpaceIn } from './odd-space.ts'

/** A rule within a list in brackets, from a bracket or comma on, with what YAML reads as a list or a mapping in it. */
const FLOW_RULE =
  /[[,]\s*((?:CREATE|DELETE|MODIFY|ALLOW|DISALLOW|REQUIRE|MATCH)\s+[^\s,"'[\]{}]*[[{].*?)(?=\s*,\s*(?:CREATE|DELETE|MODIFY|ALLOW|DISALLOW|REQUIRE|MATCH)\s|\s*(?:,|\]\s*\}?)\s*(?:#.*)?$)/gim

/** What to do where the parser gives up. */
export function hintFor(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset + 1)
  if (/^ *\t/.test(line) || text[offset] === '\t') return 'Indent with spaces: YAML takes no tab for that.'
  const odd = oddSpaceNear(text, offset)
  if (odd !== undefined) return odd
  // The parser may give up at the end of the rule or of its list, some lines below.
  const end = text.indexOf('\n', offset)
  const start = Math.max(0, offset - 2_000)
  const [rule] = [
    ...text.slice(start, end < 0 ? offset + 2_000 : Math.min(end, offset + 2_000)).matchAll(FLOW_RULE)
  ].slice(-1)
  return rule === undefined
    ? (quotesHint(text, offset) ??
        'See whether a quote or a bracket is open, and whether lines that belong together begin in the same column.')
    : `In a list in brackets, put a rule that holds brackets, braces or a comma into double quotes: ${escapeUntrusted(JSON.stringify(rule[1]))}.`
}

/** An odd space in the lines around a fault: what the parser notes is mostly a line above or below. */
function oddSpaceNear(text: string, offset: number): string | undefined {
  const before = text
    .slice(Math.max(0, offset - 500), offset)
    .split('\n')
    .slice(-2)
    .join('\n')
  const behind = text
    .slice(offset, offset + 500)
    .split('\n')
    .slice(0, 3)
    .join('\n')
  const odd = oddSpaceIn(`${before}${behind}`)
  if (odd === undefined) return undefined
  const line = text.slice(0, offset - before.length + odd.at).split('\n').length
  return `Line ${line} holds ${odd.name}: write a plain one in its place.`
}

/** What begins like a pattern, or holds an expression, where YAML reads braces and brackets itself. */
function quotesHint(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, end < 0 ? undefined : end)
  // What follows looks at parts of the line from many of its places.
  if (line.length > 2_000) return undefined
  const [expression] = /[^\s'"[{,:]*\$\{\{[^{}\n]*\}\}[^\s'",}\]]*/.exec(line) ?? []
  if (expression !== undefined)
    return `Inside of brackets and braces, a text that holds an expression needs quotes: '${escapeUntrusted(expression)}'.`
  const [, key, name, value] = NESTED.exec(line) ?? []
  if (key !== undefined && name !== undefined && value !== undefined)
    return `A mapping in one line stands in braces: \`${key}: { ${escapeUntrusted(name)}: ${yamlText(unquoted(value.trim()))} }\`.`
  const [, plain, said] = /^\s*(?:- +)?([\w-]+): +([^\s'"{}[\]#&*!|>%@`][^#]*: .*)$/.exec(line.slice(0, 2_000)) ?? []
  if (plain !== undefined && said !== undefined && line.length <= 2_000)
    return `A text that holds a colon and a blank needs quotes: \`${plain}: ${yamlText(said.trim())}\`.`
  const [, pattern] = /(?:[:,-]\s+|[[{,]\s*)(\*[^\s,\]}]*|\[[^\s,\]]*\][^\s,\]}:]+)/.exec(line) ?? []
  return pattern === undefined
    ? undefined
    : `A text that begins with \`${pattern.slice(0, 1)}\` needs quotes: '${escapeUntrusted(pattern)}'.`
}

/** A key of the language with a mapping behind it, which is written in the same line. */
const NESTED =
  /(?:^|[\s{,])(takes|release|installs-into|matrix|source): +([\w.-]+): +('[^']*'|"[^"\\]*"|[^\s'"#,{}[\]][^#,{}[\]]*)/

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/, '$2')
