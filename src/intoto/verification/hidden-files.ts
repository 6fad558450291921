// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { count } from '../../base/count.ts'
import { LIMITS } from '../../base/limits.ts'
import { UNCOUNTED } from '../../base/uncounted.ts'
import type { Link } from '../link/link.ts'
import { readHiddenFiles, type HiddenFiles } from '../link/recording-notes.ts'
import type { Warning } from './failure.ts'

const MOST_PATTERNS = 20
const MOST_CHARACTERS = 200

/** What a step left out, to show: patterns are escaped and cut, and the first of them stand for a long list. */
export function hiddenFilesOf({ environment }: Link): HiddenFiles[] {
  return readHiddenFiles(environment)
    .sort((one, other) => filesOf(other) - filesOf(one))
    .slice(0, MOST_PATTERNS)
    .map(({ pattern, ...files }) => ({ pattern: escapeUntrusted(pattern, MOST_CHARACTERS), ...files }))
}

/** Files that a step had before it and left out: rules see none of them, so somebody should have a look. */
export function warnOfHiddenFiles(step: string, { environment }: Link, prefix: string): Warning[] {
  const hiding = readHiddenFiles(environment).filter(
    (hidden) => hidden.pattern !== UNCOUNTED && filesOf(hidden) > 0 && !letsIn(hidden)
  )
  if (hiding.length === 0) return []
  const shown = hiding
    .slice(0, MOST_PATTERNS)
    .map((hidden) => `${quoteUntrusted(hidden.pattern, MOST_CHARACTERS)} (${hiddenFilesText(hidden)})`)
  const more = hiding.length > MOST_PATTERNS ? [`${hiding.length - MOST_PATTERNS} more patterns`] : []
  return [
    {
      code: 'FILES_EXCLUDED',
      step: `${prefix}${escapeUntrusted(step)}`,
      message: `Step ${quoteUntrusted(step)} left files out, which no rule sees: ${[...shown, ...more].join(', ')}.`
    }
  ]
}

/** Whether a pattern lets files in and nothing tells otherwise: one of several lines may do both. */
function letsIn(hidden: HiddenFiles): boolean {
  return hidden.pattern.startsWith('!') && filesOf(hidden) === Infinity && !hidden.pattern.includes('\n')
}

/** What one pattern hid, in words. */
export function hiddenFilesText({ materials, products }: Omit<HiddenFiles, 'pattern'>): string {
  if (materials === undefined || products === undefined) return 'the link does not say how many files'
  const told = [number(materials, 'material'), number(products, 'product')].filter((text) => text !== '')
  return told.length === 0 ? 'no file' : told.join(', ')
}

/** Whoever records stops counting somewhere. */
function number(files: number, noun: string): string {
  return files === 0 ? '' : `${count(files, noun)}${files >= LIMITS.countedLeftOut ? ' or more' : ''}`
}

/** What is not told may be anything. */
function filesOf({ materials = Infinity, products = Infinity }: HiddenFiles): number {
  return Math.max(materials, products)
}
