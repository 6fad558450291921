// SPDX-License-Identifier: Apache-2.0
// What steers actions, told at the beginning of a step and compared at its end. Values may hold passwords, so only their
// digests are kept.
import { createHash } from 'node:crypto'
import { Buffer } from 'node:buffer'
import type { Environment } from '../base/environment.ts'
import { PASSING, STEERING, type SteeringEntry } from './steering-table.ts'
import { steeringPrograms } from './steering-programs.ts'

interface Named {
  readonly names: readonly string[]
  readonly exact?: true
}

/** Whether an entry of the table is about a variable. */
export function isNamed({ names, exact }: Named, name: string, platform: string = process.platform): boolean {
  const spelled = exact === true && platform !== 'win32' ? name : name.toUpperCase()
  return names.some((known) => (known.endsWith('*') ? spelled.startsWith(known.slice(0, -1)) : spelled === known))
}

/** What the table says of a variable; undefined for one that steers nothing. The first entry that names it counts. */
export function steeringOf(name: string): SteeringEntry | undefined {
  return PASSING.some((entry) => isNamed(entry, name)) ? undefined : STEERING.find((entry) => isNamed(entry, name))
}

/** Names of variables that are set and whose entry has a property, in order. */
function namesWith(environment: Environment, property: 'toldAlone' | 'toldAtBegin'): string[] {
  return Object.keys(environment)
    .filter((name) => (environment[name] ?? '') !== '' && steeringOf(name)?.[property] === true)
    .sort()
}

/** Names of those that are set to load code or to believe others, where nothing can be compared. */
export function steeringNames(environment: Environment): string[] {
  return namesWith(environment, 'toldAlone')
}

/** Names of those that change what a command does that is recorded in plain words. */
export function commandSteeringNames(environment: Environment): string[] {
  return namesWith(environment, 'toldAtBegin')
}

/** All that steers, as one text without values. */
export function steeringVariables(environment: Environment): string {
  const variables = Object.keys(environment).flatMap((name) => {
    const [entry, value] = [steeringOf(name), environment[name] ?? '']
    return entry === undefined || value === '' ? [] : [[name, entry.by === 'claims' ? claimsOf(value) : value] as const]
  })
  const facts = [...variables, ...steeringPrograms(environment)].map(([what, fact]) => [what, digestOf(fact)])
  return JSON.stringify(facts.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}

/**
 * What differs from what `steeringVariables` said before: names of variables, `PATH NAME` for a program that is found
 * elsewhere, `program NAME` for one that is another.
 */
export function changedSteering(before: string, environment: Environment): string[] {
  const [then, now] = [before, steeringVariables(environment)].map(
    (text) => new Map((text === '' ? [] : JSON.parse(text)) as [string, string][])
  ) as [Map<string, string>, Map<string, string>]
  const changed = [...new Set([...then.keys(), ...now.keys()])].filter((what) => then.get(what) !== now.get(what))
  // A program that is found elsewhere is another one, too; that needs no word of its own.
  return changed
    .filter((what) => !changed.includes(what.replace(/^program /, 'PATH ')) || !what.startsWith('program '))
    .sort()
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A token without its times, which some runners set for every action; the value itself where it is no such token. */
function claimsOf(token: string): string {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown
    if (typeof claims !== 'object' || claims === null) return token
    const { iat: _iat, nbf: _nbf, exp: _exp, jti: _jti, ...rest } = claims as Record<string, unknown>
    return JSON.stringify(rest)
  } catch {
    return token
  }
}
