// SPDX-License-Identifier: Apache-2.0
// Strict checks of one link, beyond its signature. The reference has none of them.
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import type { Artifacts } from '../artifacts/artifacts.ts'
import { areKnownDigests } from '../artifacts/digest-algorithms.ts'
import { schemeOf } from '../artifacts/uri-schemes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { NameList } from '../json/digest-section.ts'
import { describe } from '../json/json-at.ts'
import { readConverted } from '../link/converted-files.ts'
import type { Link } from '../link/link.ts'
import type { ParsedLink } from '../link/parse-link.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import { convertedUnreadable } from './check-products.ts'
import type { Failure } from './failure.ts'

/** Everything in a link for `step` that strict verification refuses. `at` is the link's file name, escaped. */
export function checkLink(parsed: ParsedLink, stepName: string, at: string): Failure[] {
  const { link } = parsed
  const step = escapeUntrusted(stepName)
  const failures: Failure[] = parsed.unknownMembers.map((member) =>
    member.looksLike === undefined
      ? {
          code: 'LINK_MEMBER_UNKNOWN',
          step,
          at: member.at,
          message: 'The link has a member that the specification does not know.',
          details: [member.at],
          hint: 'Record the step again with a tool that writes in-toto v1.0 links.'
        }
      : {
          code: 'LINK_MEMBER_CASE',
          step,
          at: member.at,
          message: `A member of the link is spelled like "${member.looksLike}" in other letter case.`,
          details: [member.at],
          hint: 'Find out who wrote the link; no in-toto tool writes it so.'
        }
  )
  if (link.name !== stepName) {
    failures.push({
      code: 'LINK_NAME_MISMATCH',
      step,
      at,
      message: `The link filed for step ${quoteUntrusted(stepName)} is one of step ${quoteUntrusted(link.name)}.`,
      details: [],
      hint: 'A link was renamed. Find out who did it, and record the step again.'
    })
  }
  return [
    ...failures,
    ...commandFailed(link, step, at),
    ...convertedFailures(link, step, at),
    ...checkArtifacts(link.materials, 'materials', step, at),
    ...checkArtifacts(link.products, 'products', step, at)
  ]
}

function convertedFailures({ name, environment }: Link, step: string, at: string): Failure[] {
  const halves: readonly ArtifactKind[] = ['materials', 'products']
  return halves.some((half) => readConverted(environment, half) === 'malformed')
    ? [{ ...convertedUnreadable(name), step, at }]
    : []
}

const RETURN_VALUE = 'return-value'

/** Only the return value 0 is success. A link that names no command may lack it: it records files, and nothing ran. */
function commandFailed({ command, byproducts }: Link, step: string, at: string): Failure[] {
  const value = byproducts.get(RETURN_VALUE)
  if (value === 0) return []
  if (value !== undefined) {
    return [
      {
        code: 'LINK_COMMAND_FAILED',
        step,
        at,
        message: `The command of step "${step}" did not succeed: its return value is ${describe(value)}.`,
        details: [],
        hint: 'Correct what the command found, and run the step again.'
      }
    ]
  }
  if (command.length === 0) return []
  const alike = [...byproducts.keys()].find((name) => name.toLowerCase().replace(/[^a-z]/g, '') === 'returnvalue')
  return [
    {
      code: 'LINK_OUTCOME_MISSING',
      step,
      at,
      message: `The link of step "${step}" names the command ${quoteUntrusted(command.join(' '))}, and not whether it succeeded: it has no return value.`,
      details:
        alike === undefined ? [] : [`It has the by-product ${quoteUntrusted(alike, 80)}, not "${RETURN_VALUE}".`],
      hint: 'Record the step again and tell its outcome: give `end` the line `outcomes: ${{ steps.<id>.outcome }}`, or let the tool that records the step run its command.'
    }
  ]
}

function checkArtifacts(artifacts: Artifacts, list: ArtifactKind, step: string, at: string): Failure[] {
  const [paths, digests] = oddArtifacts(artifacts)
  const failures: Failure[] = []
  if (paths.length > 0) {
    failures.push({
      code: 'LINK_PATH_NOT_NORMALISED',
      step,
      list,
      at,
      artifacts: sample(paths),
      message: `${paths.length} of the ${list} ${has(paths)} a path that is absolute, holds a backslash or is not in its shortest form; it would slip past the rules.`,
      details: sample(paths),
      hint: 'Record with relative paths of the form a/b/c, from the top of the workspace.'
    })
  }
  if (digests.length > 0) {
    failures.push({
      code: 'LINK_DIGEST_INVALID',
      step,
      list,
      at,
      artifacts: sample(digests),
      message: `${digests.length} of the ${list} ${has(digests)} no digest, or one that is not known: its algorithm, its length or its letter case.`,
      details: sample(digests),
      hint: 'Record the step again; "sha256" has 64 hexadecimal digits in lower case.'
    })
  }
  return failures
}

/** Paths that are not normalised, and those whose digests are not known. */
function oddArtifacts(artifacts: Artifacts): [paths: readonly string[], digests: readonly string[]] {
  if (artifacts instanceof ArtifactTable) return [oddNames(artifacts.list), []]
  const paths: string[] = []
  const digests: string[] = []
  for (const [path, digest] of artifacts) {
    if (!isNormalised(path)) paths.push(path)
    if (!areKnownDigests(digest)) digests.push(path)
  }
  return [paths, digests]
}

/** Of names that many tables share. */
const ODD_NAMES = new WeakMap<NameList, readonly string[]>()

function oddNames(list: NameList): readonly string[] {
  const before = ODD_NAMES.get(list)
  if (before !== undefined) return before
  const odd = list.names.filter((name) => !isNormalised(name))
  ODD_NAMES.set(list, odd)
  return odd
}

function has(paths: readonly string[]): string {
  return paths.length === 1 ? 'has' : 'have'
}

function sample(paths: readonly string[]): string[] {
  return paths.slice(0, 100).map((path) => escapeUntrusted(path))
}

const ADDRESS = /^[a-zA-Z][a-zA-Z0-9+.-]+:\/\//
// A backslash, a segment that is empty, `.` or `..` (which an absolute or an empty path has too), or a drive letter.
const NOT_NORMALISED = /\\|(?:^|\/)\.{0,2}(?:\/|$)|^[A-Za-z]:/

/**
 * True for a relative path in its shortest form, after the scheme if it has one (ITE-4). Anything else can spell a
 * file in a way that no rule expects (CVE-2021-41087; the reference still has it).
 */
export function isNormalised(path: string): boolean {
  return !NOT_NORMALISED.test(path.includes(':') ? withoutScheme(path) : path)
}

function withoutScheme(path: string): string {
  const scheme = schemeOf(path)
  return scheme === '' ? path.replace(ADDRESS, '') : path.slice(scheme.length)
}
