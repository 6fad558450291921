// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import type { ArtifactRule } from './artifact-rule.ts'
import type { MatchingWork } from './pattern.ts'

export type MatchRule = Extract<ArtifactRule, { type: 'MATCH' }>

/**
 * For a MATCH rule, the path that an artifact has at the destination, or undefined when prefix or pattern do not fit.
 * Prefixes are literal and the pattern applies to what follows them. An absolute remainder would make the reference
 * leave the prefix behind and crash; here it does not fit.
 */
export function counterpartOf(
  { pattern, sourcePrefix, destinationPrefix }: MatchRule,
  work: MatchingWork | undefined
): (path: ArtifactPath) => ArtifactPath | undefined {
  const source = asDirectory(sourcePrefix)
  const destination = asDirectory(destinationPrefix)
  return (path) => {
    if (!path.startsWith(source)) return undefined
    const name = path.slice(source.length)
    if (!pattern.matches(name, work) || (source !== '' && /^\/|\\/.test(name))) return undefined
    return `${destination}${name}` as ArtifactPath
  }
}

/** A prefix of a MATCH rule with the slash that the reference adds. */
export function asDirectory(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
}
