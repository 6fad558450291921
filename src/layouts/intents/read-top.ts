// SPDX-License-Identifier: Apache-2.0
// What stands on top of a layout in intents: scratch of all steps, branches and tags, the commit, version, elsewhere.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { LayoutVersion } from '../../intoto/intents/intents.ts'
import { isDefinition } from '../../intoto/intents/statements.ts'
import type { YamlMembers, YamlReader } from '../yaml-reader.ts'
import type { YamlMember } from '../yaml-source.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { patternAt } from './file-pattern.ts'
import { intentText, intentTexts, type PlacedText } from './intent-text.ts'
import { readScratch } from './read-scratch.ts'
import { readSource, type TopOfSource } from './read-source.ts'

/** Keys on top that speak of steps in intents. `by` and `threshold` are for steps in rules, too. */
export const TOP_KEYS = ['release', 'scratch', 'branches', 'tags', 'source', 'elsewhere', 'version', 'after'] as const

export interface PlacedPattern {
  readonly pattern: IntentPattern
  readonly offset: number
}

export interface TopOfLayout extends TopOfSource {
  readonly scratch: readonly PlacedText[]
  readonly branches: readonly PlacedPattern[]
  readonly tags: readonly PlacedPattern[]
  readonly version: LayoutVersion | undefined
  readonly versionAt: number | undefined
  readonly elsewhere: 'check' | 'rules-only'
}

/** What a layout in intents says on top, for all of its steps. Mistakes are noted in the reader. */
export function readTop(reader: YamlReader, members: YamlMembers): TopOfLayout {
  return {
    scratch: readScratch(reader, members.get('scratch')),
    branches: readRefs(reader, members.get('branches'), 'branches'),
    tags: readRefs(reader, members.get('tags'), 'tags'),
    ...readSource(reader, members.get('source')),
    version: readVersion(reader, members.get('version'), members.get('after')),
    versionAt: members.get('version')?.value.offset,
    elsewhere: readElsewhere(reader, members.get('elsewhere'))
  }
}

/** Short names of branches or tags. */
function readRefs(reader: YamlReader, member: YamlMember | undefined, what: 'branches' | 'tags'): PlacedPattern[] {
  const start = what === 'branches' ? 'refs/heads/' : 'refs/tags/'
  return intentTexts(reader, member, what).flatMap(({ text, offset }) => {
    if (text.startsWith('refs/')) {
      const hint = text.startsWith(start)
        ? `Write ${yamlText(text.slice(start.length))}.`
        : `Write the name that stands behind ${start}.`
      const message = `"${what}" are short names, and ${quoteUntrusted(text)} is a whole ref.`
      reader.problem('LAYOUT_SOURCE_VALUE', { offset }, message, hint)
      return []
    }
    const pattern = patternAt(reader, { text, offset })
    if (pattern === undefined) return []
    if (!NO_REF.test(text.replaceAll(/\[[^\]]*\]/g, 'a'))) return [{ pattern, offset }]
    const message = `No name of git fits ${quoteUntrusted(text)} under "${what}", so no run could pass.`
    const meant = text.trim()
    const hint = NO_REF.test(meant)
      ? 'Write names as `git for-each-ref --format="%(refname:short)"` shows them.'
      : `Write ${yamlText(meant)}.`
    reader.problem('LAYOUT_SOURCE_VALUE', { offset }, message, hint)
    return []
  })
}

/** What no name of a branch or tag holds (git-check-ref-format), beside what no pattern holds. */
const NO_REF = /[\s~^:]|\.\.|(?:^|\/)\.|\.lock(?:\/|$)|\.$/

function readVersion(
  reader: YamlReader,
  version: YamlMember | undefined,
  after: YamlMember | undefined
): LayoutVersion | undefined {
  if (version === undefined) {
    if (after === undefined) return undefined
    const hint = 'Write `version: 2` above it, or whichever number this layout has.'
    return reader.problem('LAYOUT_SOURCE_MISSING', after.key, '"after" stands without "version".', hint)
  }
  const { value } = version
  const number = value.kind === 'scalar' && Number.isSafeInteger(value.value) ? Number(value.value) : 0
  if (number < 1 || number > 999_999_999 || (value.kind === 'scalar' && value.plain !== String(number)))
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      '"version" is a whole number from 1, without quotes.',
      'Write `version: 1`, and one more with each layout that follows.'
    )
  if (after === undefined) {
    if (number === 1) return { number, after: undefined }
    const message = `Version ${number} does not say which layout came before it.`
    const hint = `Write \`after: sha256:\` and the digest of the layout of version ${number - 1}.`
    return reader.problem('LAYOUT_SOURCE_MISSING', value, message, hint)
  }
  const text = intentText(reader, after.value, 'after')?.text
  if (text === undefined) return undefined
  if (number === 1) {
    const hint = 'Leave out "after", or write the number of this layout.'
    return reader.problem('LAYOUT_SOURCE_VALUE', after.key, 'Version 1 has no layout before it.', hint)
  }
  if (isDefinition(text)) return { number, after: text }
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    after.value,
    `\`${escapeUntrusted(text, 100)}\` is not the digest of a layout.`,
    'Write `sha256:` and 64 digits in lower case.'
  )
}

function readElsewhere(reader: YamlReader, member: YamlMember | undefined): 'check' | 'rules-only' {
  if (member === undefined) return 'check'
  if (member.value.kind === 'scalar' && member.value.value === 'rules-only') return 'rules-only'
  reader.problem(
    'LAYOUT_SOURCE_VALUE',
    member.value,
    '"elsewhere" is "rules-only", or is left out.',
    'Write `elsewhere: rules-only` if other implementations verify the layout without this program, and leave it out if not.'
  )
  return 'check'
}
