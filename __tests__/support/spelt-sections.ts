// SPDX-License-Identifier: Apache-2.0
// Sections of digests with one thing changed: some are still what a tool could write, the others are what none writes.
import type { Chance } from './cases.ts'

export interface Entry {
  readonly name: string
  readonly digest: string
}

export interface MutatedSection {
  /** Whether it is still in the usual spelling. */
  readonly kind: 'changed' | 'odd'
  readonly text: string
}

/** What stands between tokens: nothing, what Python writes on one line, or lines of their own. */
export const SPACINGS = [
  { comma: ',', colon: ':', open: '', close: '' },
  { comma: ', ', colon: ': ', open: '', close: '' },
  { comma: ',\n  ', colon: ': ', open: '\n  ', close: '\n' }
] as const
export type Spacing = (typeof SPACINGS)[number]

/** An object whose members are spelled already. */
export function objectText(members: readonly (readonly [name: string, text: string])[], spacing: Spacing): string {
  const { comma, colon, open, close } = spacing
  if (members.length === 0) return '{}'
  return `{${open}${members.map(([name, text]) => `${JSON.stringify(name)}${colon}${text}`).join(comma)}${close}}`
}

/** A section as tools write it. */
export function sectionText(entries: readonly Entry[], spacing: Spacing = SPACINGS[0]): string {
  return objectText(
    entries.map(({ name, digest }) => [name, objectText([['sha256', JSON.stringify(digest)]], spacing)]),
    spacing
  )
}

/** Which of both stands first in a resource of a Statement: our own writer sorts, others do not. */
export type ResourceOrder = 'digest first' | 'name first'

/** A list of resources, as Statements have it. */
export function resourcesText(entries: readonly Entry[], spacing: Spacing, order: ResourceOrder): string {
  const { comma, open, close } = spacing
  const texts = entries.map(({ name, digest }) =>
    resourceText(JSON.stringify(name), JSON.stringify(digest), spacing, order)
  )
  return texts.length === 0 ? '[]' : `[${open}${texts.join(comma)}${close}]`
}

function resourceText(name: string, digest: string, spacing: Spacing, order: ResourceOrder): string {
  const members: [string, string][] = [
    ['digest', objectText([['sha256', digest]], spacing)],
    ['name', name]
  ]
  return objectText(order === 'digest first' ? members : members.toReversed(), spacing)
}

/** The same with one resource of it spelled as no tool would, or as tools do but for the usual. */
export function oddResources(entries: readonly Entry[], chance: Chance): string {
  const [spacing] = SPACINGS
  const order = chance.pick(['digest first', 'name first'] as const)
  const at = chance.below(entries.length)
  const texts = entries.map(({ name, digest }) =>
    resourceText(JSON.stringify(name), JSON.stringify(digest), spacing, order)
  )
  const one = texts[at] as string
  const hex = (entries[at] as Entry).digest
  const odd = chance.pick([
    () => `${one},${one}`,
    () => one.replace('"name":"', '"name":"\\u0061'),
    () => one.replace('"name"', '"nam\\u0065"'),
    () => one.replace('"name"', '"Name"'),
    () => one.replace('"digest"', '"digests"'),
    () => one.replace(hex, hex.toUpperCase()),
    () => one.replace(hex, hex.slice(1)),
    () => one.replace(hex, `${hex.slice(1)}g`),
    () => one.replace('"sha256"', '"sha512"'),
    () => one.replace(`"${hex}"`, `"${hex}","md5":"00"`),
    () => one.replace(`{"sha256":"${hex}"}`, '{}'),
    () => one.replace(`{"sha256":"${hex}"}`, `"${hex}"`),
    () => one.replace(/\}$/, ',"uri":"x"}'),
    () => one.replace(/\}$/, ',"name":"x"}'),
    () => one.replace(/"name":"[^"]*"/, '"name":5'),
    () => one.replace(/"name":"[^"]*"/, '"name":"é"'),
    () => one.replace(/,?"name":"[^"]*",?/, ''),
    () => one.replace(/\}$/, ''),
    () => `${one},`,
    () => 'null',
    () => '{}',
    () => '[]'
  ])()
  return `[${texts.map((text, index) => (index === at ? odd : text)).join(',')}]`
}

const entryText = (name: string, digests: string): string => `"${name}":{${digests}}`
const usual = ({ name, digest }: Entry): string => entryText(name, `"sha256":"${digest}"`)
const sorted = (entries: readonly Entry[]): Entry[] =>
  [...new Map(entries.map((entry) => [entry.name, entry])).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
const whole = (entries: readonly string[]): string => `{${entries.join(',')}}`

/** Other ways to spell one entry. */
const ODD_ENTRIES: readonly ((entry: Entry) => string)[] = [
  ({ name, digest }) => entryText(`\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(name, `"sha25\\u0036":"${digest}"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest.toUpperCase()}"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest.slice(1)}"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest}00"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest.slice(1)}g"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest.slice(1)}\\u0030"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest}","sha512":"${digest}${digest}"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest}","sha256":"${digest}"`),
  ({ name, digest }) => entryText(name, `"sha512":"${digest}${digest}"`),
  ({ name, digest }) => entryText(name, `"SHA256":"${digest}"`),
  ({ name, digest }) => entryText(name, `"sha256 ":"${digest}"`),
  ({ name, digest }) => entryText(name, `"sha256":["${digest}"]`),
  ({ name, digest }) => entryText(name, `"sha256" "${digest}"`),
  ({ name }) => entryText(name, '"sha256":5'),
  ({ name }) => entryText(name, '"sha256":""'),
  ({ name }) => entryText(name, ''),
  ({ name, digest }) => `"${name}":"${digest}"`,
  ({ name }) => `"${name}":null`,
  ({ name, digest }) => `"${name}" {"sha256":"${digest}"}`,
  ({ name, digest }) => `'${name}':{"sha256":"${digest}"}`,
  ({ name, digest }) => entryText(`${name}\\`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(`${name}\\\\x`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(`${name}\\"`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(`${name}\n`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(`${name}\u0000`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(`${name}é`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(`${name}${'x'.repeat(4100)}`, `"sha256":"${digest}"`),
  ({ name, digest }) => entryText(name, `"sha256":"${digest}",`),
  ({ name, digest }) => `${entryText(name, `"sha256":"${digest}"`)}}`,
  ({ name, digest }) => `"${name}":{"sha256":"${digest}"`,
  ({ name }) => `"${name}":${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
  (entry) => `${usual(entry)},${usual(entry)}`,
  (entry) => `${usual(entry)},`,
  (entry) => `${usual(entry)} ,, `,
  (entry) => `,${usual(entry)}`,
  (entry) => `${usual(entry)}\u00a0`
]

const CHANGED: readonly ((entries: readonly Entry[], chance: Chance) => string)[] = [
  (entries) => whole(sorted([...entries, { name: '__proto__', digest: entries[0]?.digest ?? '' }]).map(usual)),
  (entries) => whole(sorted([...entries, { name: 'constructor', digest: entries[0]?.digest ?? '' }]).map(usual)),
  (entries) => whole(sorted([...entries, { name: '', digest: entries[0]?.digest ?? '' }]).map(usual)),
  (entries) => whole(sorted([...entries, { name: '/etc/passwd', digest: entries[0]?.digest ?? '' }]).map(usual)),
  (entries) => whole(sorted([...entries, { name: 'C:x\u007f', digest: entries[0]?.digest ?? '' }]).map(usual)),
  (entries) => whole(sorted([...entries, { name: 'x'.repeat(4096), digest: entries[0]?.digest ?? '' }]).map(usual)),
  (entries, chance) => {
    const at = chance.below(entries.length)
    const other = entries.map((entry, index) => (index === at ? { ...entry, digest: 'f'.repeat(64) } : entry))
    return whole(other.map(usual))
  },
  (entries) =>
    ` ${whole(entries.map(usual)).replaceAll(/[{}:,"]/g, (token, at: number, text: string) => (insideOf(text, at) ? token : ` \t\r\n${token}`))}`
]

/** Whether a byte stands within a string, or ends one; the strings hold no escapes. */
function insideOf(text: string, at: number): boolean {
  return text.slice(0, at).split('"').length % 2 === 0
}

/** A section with one thing changed. */
export function mutateSection(entries: readonly Entry[], chance: Chance): MutatedSection | undefined {
  if (entries.length === 0) return undefined
  if (chance.once(3)) return { kind: 'changed', text: chance.pick(CHANGED)(entries, chance) }
  const at = chance.below(entries.length)
  if (entries.length > 1 && chance.once(8)) {
    const turned = [...entries.slice(0, at), ...entries.slice(at + 1), ...entries.slice(at, at + 1)]
    return at === entries.length - 1 ? undefined : { kind: 'odd', text: whole(turned.map(usual)) }
  }
  const odd = chance.pick(ODD_ENTRIES)
  return { kind: 'odd', text: whole(entries.map((entry, index) => (index === at ? odd(entry) : usual(entry)))) }
}
