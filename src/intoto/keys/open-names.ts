// SPDX-License-Identifier: Apache-2.0
// What leaves open whose workflow a functionary is. Anybody may have a repository at GitHub, and call the reusable
// workflow of another one.
import { GITHUB_ISSUER } from './github-issuer.ts'
import { isTooWide } from './identity-pattern.ts'
import type { KeylessIdentity } from './keyless-identity.ts'

/**
 * The patterns of an identity that anybody's workflow may fit: of its holder, and of the workflow or repository that
 * calls it, unless something else that its certificate must say names an owner or a repository.
 */
export function openNames({
  issuer,
  subject,
  constraints
}: Pick<KeylessIdentity, 'issuer' | 'subject' | 'constraints'>): string[] {
  const isOpen = (text: string): boolean => isTooWide(text) || (issuer === GITHUB_ISSUER && isOpenAddress(text))
  const isNarrow = [...constraints].some(([name, values]) => {
    if (OF_ADDRESS.includes(name)) return !values.some((value) => isTooWide(value) || isOpenAddress(value))
    if (name === 'github_workflow_repository') return !values.some((value) => /^[^/]*\*|\*\*/.test(value))
    return OF_NUMBER.includes(name) && !values.some((value) => value.includes('*'))
  })
  const open = subject.kind === 'pattern' ? [subject.text].filter(isNarrow ? isTooWide : isOpen) : []
  const callers = isNarrow ? [] : CALLERS.flatMap((name) => constraints.get(name) ?? [])
  return [...open, ...callers.filter(isOpen)]
}

/** Whether an address leaves its server or its owner open: `https://github.com/*` and what follows. */
export function isOpenAddress(text: string): boolean {
  const parts = text.replace(/@.*$/s, '').split('/')
  return parts.length > 1 && parts.slice(0, 4).some((part) => part.includes('*'))
}

const CALLERS = ['build_config_uri', 'source_repository_uri'] as const
const OF_ADDRESS: readonly string[] = [...CALLERS, 'source_repository_owner_uri']
const OF_NUMBER: readonly string[] = ['source_repository_id', 'source_repository_owner_id']
