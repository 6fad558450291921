// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import { StagesError } from './codes.ts'
import { FOUND_PROGRAMS, type Steers } from './steering-table.ts'
import { steeringOf } from './steering-variables.ts'

/** How many names and reasons are told. */
const MOST_NAMES = 10
const MOST_REASONS = 3

const BY = 'Likely cause: the command, or a workflow step between begin and end,'
const EARLIER = 'Put that before begin, in a workflow step of its own, or set it within the command alone.'
const ALONE = 'Set it by `env:` of that workflow step alone, or before begin.'

/** Who usually sets what steers this, and what to do then. */
const REMEDIES: Readonly<Record<Steers | 'libraries' | 'program', string>> = {
  libraries: `${BY} sets tools up, as setup-python does with LD_LIBRARY_PATH. ${EARLIER}`,
  code: `${BY} writes it to GITHUB_ENV for programs of its own. ${ALONE}`,
  command: `${BY} sets up a shell or an interpreter. ${EARLIER}`,
  git: `${BY} writes it to GITHUB_ENV for calls of git of its own. ${ALONE}`,
  services: `${BY} sets up a proxy, certificates or a service. Set it for the whole job, or in a workflow step before begin.`,
  places: `${BY} writes it to GITHUB_ENV for programs of its own. ${ALONE}`,
  run: 'Only the runner may set it. Find out which command writes it to GITHUB_ENV.',
  program: `${BY} installs a program, or adds its directory to GITHUB_PATH. Put that before begin, in a workflow step of its own.`
}
const OF_REQUEST =
  'Only the runner may set it; it does so with `permissions: id-token: write`. Find out which command writes it to GITHUB_ENV.'

/** The error for what `changedSteering` found. */
export function environmentChanged(changed: readonly string[]): StagesError {
  const names = listed(changed, MOST_NAMES, shown)
  const reasons = changed.slice(0, MOST_REASONS).map(reasonOf)
  const remedies = new Set(changed.map(remedyOf))
  return new StagesError(
    'ENVIRONMENT_CHANGED',
    `While the step ran, ${names} changed for the actions after it; what is signed could be watched or led elsewhere.`,
    { hint: [...reasons, ...remedies, 'Nothing was signed.'].join(' ') }
  )
}

function shown(what: string): string {
  const [kind, name = ''] = what.split(' ')
  if (kind === 'PATH' && name !== '') return `PATH (another ${name} is found)`
  return kind === 'program' ? `the program ${name}` : escapeUntrusted(what, 100)
}

function reasonOf(what: string): string {
  const [kind, name = ''] = what.split(' ')
  if (kind === 'PATH' || kind === 'program')
    return `The program ${name} ${FOUND_PROGRAMS[name] ?? 'runs these actions'}.`
  return `${escapeUntrusted(what, 100)} ${steeringOf(what)?.reason ?? 'steers these actions'}.`
}

function remedyOf(what: string): string {
  if (/^ACTIONS_ID_TOKEN_REQUEST_/i.test(what)) return OF_REQUEST
  if (/^(LD|DYLD)_/i.test(what)) return REMEDIES.libraries
  return REMEDIES[steeringOf(what)?.steers ?? 'program']
}
