// SPDX-License-Identifier: Apache-2.0
// Git's wildmatch, in time that grows with the length of the text times that of the pattern: all ways of matching are
// followed at once, and none is tried again.
import { readCharacterClass } from './character-class.ts'

/** Each takes a byte, but `fork`, which takes none. */
type Token =
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'class'; readonly holds: Uint8Array }
  /** Any number of those that it holds. */
  | { readonly kind: 'star'; readonly holds: Uint8Array }
  /** Goes on behind itself, or behind a `**` and the slash that follow it. */
  | { readonly kind: 'fork' }
  /** Nothing matches what a faulty pattern wants. */
  | { readonly kind: 'never' }

const UTF8 = new TextEncoder()
const SLASH = 0x2f
const ANYTHING = new Uint8Array(256).fill(1)
const NO_SLASH = new Uint8Array(256).fill(1)
NO_SLASH[SLASH] = 0

/** The bytes of a text as UTF-8, one character for each. */
export function asBytes(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (!/[^\u0000-\u007f]/.test(text)) return text
  let bytes = ''
  for (const byte of UTF8.encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

/**
 * Compiles a pattern.
 *
 * @param pattern one character for each byte
 * @param slashes `apart`: only `**` between slashes takes them; `alike`: they are like any other byte
 */
export function compileWildmatch(pattern: string, slashes: 'apart' | 'alike'): (bytes: string) => boolean {
  const tokens = tokensOf(pattern, slashes)
  let [here, next] = [new Uint8Array(tokens.length + 1), new Uint8Array(tokens.length + 1)]
  return (bytes) => {
    here.fill(0)
    here[0] = 1
    goOn(tokens, here)
    for (let at = 0; at < bytes.length; at += 1) {
      if (!step(tokens, here, next, bytes.charCodeAt(at))) return false
      goOn(tokens, next)
      ;[here, next] = [next, here]
    }
    return here[tokens.length] === 1
  }
}

/** Takes one byte; false when no way goes on. */
function step(tokens: readonly Token[], here: Uint8Array, next: Uint8Array, byte: number): boolean {
  next.fill(0)
  let alive = false
  for (let index = 0; index < tokens.length; index += 1) {
    if (here[index] === 0) continue
    const token = tokens[index] as Token
    if (token.kind === 'fork' || token.kind === 'never') continue
    const takes = token.kind === 'byte' ? token.byte === byte : token.holds[byte] === 1
    if (!takes) continue
    next[token.kind === 'star' ? index : index + 1] = 1
    alive = true
  }
  return alive
}

/** Adds where one comes to without a byte; that is always further behind. */
function goOn(tokens: readonly Token[], places: Uint8Array): void {
  for (let index = 0; index < tokens.length; index += 1) {
    const kind = (tokens[index] as Token).kind
    if (places[index] === 0 || (kind !== 'star' && kind !== 'fork')) continue
    places[index + 1] = 1
    if (kind === 'fork') places[index + 3] = 1
  }
}

function tokensOf(pattern: string, slashes: 'apart' | 'alike'): Token[] {
  const single = slashes === 'apart' ? NO_SLASH : ANYTHING
  const tokens: Token[] = []
  let at = 0
  while (at < pattern.length) {
    switch (pattern[at]) {
      case '*':
        at = readStars(pattern, at, slashes, tokens)
        break
      case '?':
        tokens.push({ kind: 'class', holds: single })
        at += 1
        break
      case '[': {
        const read = readCharacterClass(pattern, at)
        if (read === undefined) return [...tokens, { kind: 'never' }]
        tokens.push({ kind: 'class', holds: read.holds.map((held, byte) => held & (single[byte] as number)) })
        at = read.end
        break
      }
      default: {
        if (pattern[at] === '\\') at += 1
        if (at === pattern.length) return [...tokens, { kind: 'never' }]
        tokens.push({ kind: 'byte', byte: pattern.charCodeAt(at) })
        at += 1
      }
    }
  }
  return tokens
}

/** Two stars or more cross slashes where they are a whole part of the path; `**` and a slash may stand for nothing, too. */
function readStars(pattern: string, from: number, slashes: 'apart' | 'alike', tokens: Token[]): number {
  let to = from
  while (pattern[to] === '*') to += 1
  const wholePart =
    to - from > 1 &&
    (from === 0 || pattern[from - 1] === '/') &&
    (to === pattern.length || pattern[to] === '/' || pattern.startsWith('\\/', to))
  if (slashes === 'apart' && wholePart && pattern[to] === '/') tokens.push({ kind: 'fork' })
  tokens.push({ kind: 'star', holds: slashes === 'alike' || wholePart ? ANYTHING : NO_SLASH })
  return to
}
