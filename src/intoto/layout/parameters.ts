// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { JsonAt } from '../json/json-at.ts'

const NAME = /^[a-zA-Z0-9_-]+$/

/** Substitution parameters: an object of strings (in-toto v1.0, 4.3.4). @throws METADATA_TYPE_WRONG, PARAMETER_INVALID */
export function parseParameters(at: JsonAt): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const [name, value] of at.members()) {
    if (!NAME.test(name) || typeof value.value !== 'string') {
      throw new CoreError(
        'PARAMETER_INVALID',
        `The parameter ${quoteUntrusted(name)} is not a name of letters, digits, "_" and "-" with a string.`,
        {
          at: value.where,
          hint: 'Write each parameter as in `{ "VERSION": "1.2.3" }`: a name of those characters, and a string in double quotes.'
        }
      )
    }
    parameters.set(name, value.value)
  }
  return parameters
}

/** What stands for a parameter: a name in braces. Doubled braces stand for themselves. */
const PLACEHOLDER = /\{\{|\}\}|\{([a-zA-Z0-9_-]+)\}/g

/** The names of the parameters in a text. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? [])
}

/**
 * Replaces `{name}` by its value where there is one; all other braces are text.
 *
 * @param doubled what `{{` and `}}` become: one brace, or what they are
 */
export function fill(text: string, parameters: ReadonlyMap<string, string>, doubled: 'single' | 'kept'): string {
  return text.replace(PLACEHOLDER, (found, name: string | undefined) => {
    if (name === undefined) return doubled === 'single' ? (found[0] as string) : found
    return parameters.get(name) ?? found
  })
}

/** A text with one brace for each two. */
export function withSingleBraces(text: string): string {
  return fill(text, NO_PARAMETERS, 'single')
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map()

/**
 * The same where all that stands in doubled braces are names, as without parameters: `{{print}}` is `{print}`. A
 * template of another language keeps its braces: `{{if .Paused}}no{{end}}`.
 */
export function withSingleBracesAroundNames(text: string): string {
  return /\{\{(?![a-zA-Z0-9_-]+\}\})/.test(text) ? text : withSingleBraces(text)
}

/**
 * Replaces `{name}` by its value as the reference does; `{{` and `}}` are braces. Nothing else of Python's format
 * language is understood: the reference evaluates even attributes of a value.
 *
 * @param where for messages, escaped
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX
 */
export function substitute(text: string, parameters: ReadonlyMap<string, string>, where: string): string {
  return text.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (found, name: string | undefined) => {
    if (found === '{{' || found === '}}') return found[0] as string
    if (name === undefined || !NAME.test(name)) {
      throw new CoreError(
        'PARAMETER_SYNTAX',
        `${quoteUntrusted(text)} has a brace that is neither a parameter nor doubled.`,
        {
          at: where,
          hint: 'With parameters given, write {{ and }} for literal braces.'
        }
      )
    }
    const value = parameters.get(name)
    if (value === undefined) {
      throw new CoreError('PARAMETER_MISSING', `The parameter {${escapeUntrusted(name)}} has no value.`, {
        at: where,
        hint: `Give a value for it; there are values for: ${parameters.size === 0 ? 'none' : [...parameters.keys()].join(', ')}.`
      })
    }
    return value
  })
}
