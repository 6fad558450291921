// SPDX-License-Identifier: Apache-2.0
// Identities as people write them where there is no layout: one a line, and behind it or on the lines that follow what
// else its certificate must say.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { nearestName } from '../../base/nearest-name.ts'
import { isCertificateExtension, WRITTEN_EXTENSIONS, type CertificateExtension } from './certificate-extensions.ts'
import { GITHUB_ISSUER } from './github-issuer.ts'
import { isTooWide } from './identity-pattern.ts'
import { identityOf, type KeylessIdentity } from './keyless-identity.ts'
import { openNames } from './open-names.ts'
import { isRootName } from './vouching-root.ts'

/** What cannot be read, and how to write it. */
export interface IdentityProblem {
  /** After the name of what was read: "… is neither an identity nor …". Escaped. */
  readonly problem: string
  readonly hint: string
}

/** An identity of which not all lines were read yet. */
interface Begun {
  readonly text: string
  issuer: string | undefined
  trustedRoot: string | undefined
  readonly constraints: Map<CertificateExtension, string[]>
}

/** `name: value` or `name=value`. An address has a slash behind its colon. */
const MEMBER = /^([A-Za-z][A-Za-z0-9_-]*)(?:=|:(?:\s+|$))(.*)$/s

/**
 * Identities with what their certificates must say besides. A line is `IDENTITY`, `IDENTITY ISSUER`, or either with
 * `name=value` behind it, or `name: value`, which belongs to the identity before it. A name is that of an extension
 * (`runner-environment`), `issuer`, or `trusted-root`; of several values of an extension one must fit. An identity with a
 * `*` is a pattern.
 *
 * @param lines without white space at their ends, and none of them empty
 * @param issuer who vouches where a line does not say
 */
export function readWrittenIdentities(
  lines: readonly string[],
  issuer: string = GITHUB_ISSUER
): readonly KeylessIdentity[] | IdentityProblem {
  const identities: Begun[] = []
  for (const line of lines) {
    const member = MEMBER.exec(line)
    const problem = member === null ? readIdentity(identities, line) : readMember(identities.at(-1), member)
    if (problem !== undefined) return problem
  }
  const found = identities.map(({ text, issuer: own = issuer, constraints, trustedRoot }) =>
    identityOf(own, { kind: text.includes('*') ? 'pattern' : 'exact', text }, constraints, trustedRoot)
  )
  const [open] = found.flatMap(openNames)
  return open === undefined ? found : openTo(open)
}

function readIdentity(identities: Begun[], line: string): IdentityProblem | undefined {
  const [text = '', ...words] = line.split(/\s+/)
  const identity: Begun = { text, issuer: undefined, trustedRoot: undefined, constraints: new Map() }
  if (text.length > LIMITS.patternLength)
    return { problem: `${quoteUntrusted(text, 60)} is too long`, hint: 'Write a shorter pattern.' }
  if (isTooWide(text)) return openTo(text)
  identities.push(identity)
  for (const word of words) {
    const member = MEMBER.exec(word)
    const problem = member === null ? readIssuer(identity, word, line) : readMember(identity, member)
    if (problem !== undefined) return problem
  }
  return undefined
}

function openTo(text: string): IdentityProblem {
  return {
    problem: `${quoteUntrusted(text, 200)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody`,
    hint: 'Name owner, repository and workflow before the "@", where "*" stops at "/".'
  }
}

function readIssuer(identity: Begun, word: string, line: string): IdentityProblem | undefined {
  if (identity.issuer !== undefined || !/^https?:\/\/[^\s/]/.test(word))
    return {
      problem: `${quoteUntrusted(line, 200)} is neither an identity nor an identity and its issuer`,
      hint: 'Write one identity a line; behind it may stand its issuer and constraints like runner-environment=github-hosted.'
    }
  identity.issuer = word
  return undefined
}

function readMember(
  identity: Begun | undefined,
  [line, written = '', value = '']: RegExpExecArray
): IdentityProblem | undefined {
  const shown = quoteUntrusted(line, 200)
  if (identity === undefined)
    return {
      problem: `${shown} stands before any identity`,
      hint: 'Write the identity first, and below it what its certificate must say.'
    }
  if (value === '') return { problem: `${shown} has no value`, hint: 'Give the value, or leave the line out.' }
  const name = written.replaceAll('-', '_')
  if (name === 'issuer') return identity.issuer === undefined ? readIssuer(identity, value, line) : twice(shown)
  if (name === 'trusted_root') {
    if (identity.trustedRoot !== undefined) return twice(shown)
    if (!isRootName(value))
      return { problem: `${shown} is not the name of a trusted root`, hint: 'Write public-good, github or custom.' }
    identity.trustedRoot = value
    return undefined
  }
  if (!isCertificateExtension(name)) return unknownName(written)
  const values = [...(identity.constraints.get(name) ?? []), value]
  if (values.length > LIMITS.identityConstraints || value.length > LIMITS.patternLength)
    return {
      problem: `${quoteUntrusted(written, 60)} has too many values, or one that is too long`,
      hint: 'Write a pattern.'
    }
  identity.constraints.set(name, values)
  return undefined
}

function twice(shown: string): IdentityProblem {
  return { problem: `${shown} is said twice of one identity`, hint: 'Say it once.' }
}

function unknownName(written: string): IdentityProblem {
  const known = ['issuer', 'trusted-root', ...WRITTEN_EXTENSIONS]
  const near = nearestName(written, known)
  return {
    problem: `certificates have no ${quoteUntrusted(written, 60)}`,
    hint: near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean ${near}?`
  }
}
