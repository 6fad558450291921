// SPDX-License-Identifier: Apache-2.0
// Single wrongs that can be done to a run, each of which the language calls bad whatever else happened.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { seesSource, type Intents, type StepIntents } from '../../intoto/intents/intents.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../intoto/json/json-value.ts'
import type { Link } from '../../intoto/link/link.ts'
import { readSource, withSource } from '../../intoto/link/source-claim.ts'
import { doingOf } from '../compile/histories.ts'
import type { StepFiles, Tampering } from './run-files.ts'

/** One wrong: either something happens to files, or the link of a step says something else. */
export type Wrong = {
  readonly step: string
  /** In a few words, with the file. */
  readonly what: string
} & (
  | { readonly files: Tampering }
  | { readonly link: (link: Link) => Link }
  /** A layout stands in the place of the link. */
  | { readonly link: 'sublayout' }
)

/** Names that nothing in a layout speaks of. */
const STRANGE = ['zz-strange', 'zz/deep/strange.txt', '.zz']
const STRANGE_DIRECTORY = 'dir:zz-strange'

/** All wrongs that are done to a run. */
export function* wrongRuns(intents: Intents, honest: ReadonlyMap<string, StepFiles>): Generator<Wrong> {
  for (const [name, step] of intents.steps) {
    const files = honest.get(name)
    if (files === undefined) continue
    yield* before(step, files)
    yield* inside(step, files)
    yield* inLink(step, files)
  }
}

function* before(step: StepIntents, { materials }: StepFiles): Generator<Wrong> {
  const added = [...STRANGE, STRANGE_DIRECTORY, ...patternsOf(step).flatMap(nameOf)]
  for (const name of new Set(added))
    if (!materials.has(name)) yield tampering(step, 'before', `${name} lies there`, (files) => files.set(name, 'wrong'))
  for (const name of materials.keys()) {
    yield tampering(step, 'before', `${name} is missing`, (files) => files.delete(name))
    yield tampering(step, 'before', `${name} has other bytes`, (files) => files.set(name, 'wrong'))
  }
}

function* inside(step: StepIntents, { materials, products }: StepFiles): Generator<Wrong> {
  for (const name of [...STRANGE, STRANGE_DIRECTORY])
    if (!products.has(name) && !doingOf(step, name).adds && !installsAny(step, name))
      yield tampering(step, 'inside', `${name} is new`, (files) => files.set(name, 'wrong'))
  for (const name of materials.keys()) {
    if (name.startsWith('dir:')) continue
    const { changes, removes, mayRemove } = doingOf(step, name)
    if (removes) {
      yield tampering(step, 'inside', `${name} is not removed`, (files) => files.set(name, 'wrong'))
      continue
    }
    if (!mayRemove) yield tampering(step, 'inside', `${name} is removed`, (files) => files.delete(name))
    if (!changes) yield tampering(step, 'inside', `${name} is changed`, (files) => files.set(name, 'wrong'))
  }
  for (const pattern of step.adds) {
    const fitting = [...products.keys()].filter((name) => pattern.matches(name) && !materials.has(name))
    const drop = (files: Map<string, string>): void => fitting.forEach((name) => files.delete(name))
    yield tampering(step, 'inside', `nothing is added that fits ${pattern.text}`, drop)
  }
  for (const { directory } of step.installs) {
    const drop = (files: Map<string, string>): void => {
      for (const name of products.keys()) if (name.startsWith('dir:')) files.delete(name)
    }
    yield tampering(step, 'inside', `nothing is installed into ${directory}`, drop)
  }
}

function tampering(
  { name }: StepIntents,
  place: Tampering['place'],
  what: string,
  change: (files: Map<string, string>) => unknown
): Wrong {
  return {
    step: name,
    what: `${place} it ${what}`,
    files: { step: name, place, change: (files) => void change(files) }
  }
}

/** What a link says beside its files. */
function* inLink(step: StepIntents, { materials, products }: StepFiles): Generator<Wrong> {
  const { name: own, addsSource, recording, command, definition, delegated } = step
  const wrong = (what: string, change: (link: Link) => Link): Wrong => ({ step: own, what, link: change })
  yield wrong('its link has another name', (link) => ({ ...link, name: `${own}-other` }))
  yield wrong('its recording left out by a line that is no scratch', withHalf('products', { left_out: HIDDEN }))
  yield wrong('its recording had narrow paths', withHalf('products', { paths: ['zz'] }))
  if (recording !== 'any') yield wrong('its link says nothing of its recording', withoutMember('recording'))
  if (!addsSource) yield wrong('its link says nothing of scratch', withoutScratch)
  if (command !== undefined) yield wrong('it ran another command', (link) => ({ ...link, command: ['zz'] }))
  if (definition !== undefined) yield wrong('its job is defined otherwise', withoutMember('definition'))
  if (!delegated) yield { step: own, what: 'a layout stands in its place', link: 'sublayout' }
  if (seesSource(step)) {
    yield wrong('it saw another commit', withClaim({ commit: 'c'.repeat(40) }))
    yield wrong('it saw other files of source', withClaim({ digest: 'd'.repeat(64) }))
    yield wrong('it says nothing of source', withoutMember('source'))
  }
  const isKept = (name: string): boolean => products.has(name) && !doingOf(step, name).mayRemove
  if (addsSource || step.adds.length + step.installs.length > 0 || [...materials.keys()].some(isKept))
    yield tampering(step, 'inside', 'all is lost', (files) => files.clear())
}

const HIDDEN: JsonObject = new Map([['zz-hidden', 1]])

function withHalf(
  kind: string,
  members: Readonly<Record<string, JsonValue | readonly string[]>>
): (link: Link) => Link {
  return (link) => {
    const recording = link.environment.get('recording') as JsonObject
    const half = new Map([...(recording.get(kind) as JsonObject), ...jsonObject(members)])
    return withMember(link, 'recording', new Map<string, JsonValue>([...recording, [kind, half]]))
  }
}

function withoutScratch(link: Link): Link {
  const recording = new Map(link.environment.get('recording') as JsonObject)
  recording.delete('scratch')
  return withMember(link, 'recording', recording)
}

function withClaim(members: { readonly commit?: string; readonly digest?: string }): (link: Link) => Link {
  return (link) => {
    const claim = readSource(link.environment)
    if (claim === undefined || claim === 'malformed') return link
    return { ...link, environment: withSource(link.environment, { ...claim, ...members }) }
  }
}

function withMember(link: Link, name: string, value: JsonValue): Link {
  return { ...link, environment: new Map<string, JsonValue>([...link.environment, [name, value]]) }
}

function withoutMember(name: string): (link: Link) => Link {
  return (link) => {
    const environment = new Map(link.environment)
    environment.delete(name)
    return { ...link, environment }
  }
}

function patternsOf({ adds, mayAdd }: StepIntents): readonly IntentPattern[] {
  return [...adds, ...mayAdd]
}

/** A name that fits a pattern and that nobody else chooses. */
function nameOf(pattern: IntentPattern): string[] {
  const name = pattern.text.replaceAll('**', 'zz/zz').replaceAll('*', 'zz')
  return pattern.matches(name) ? [name] : []
}

function installsAny({ installs }: StepIntents, name: string): boolean {
  return name.startsWith('dir:') && installs.length > 0
}
