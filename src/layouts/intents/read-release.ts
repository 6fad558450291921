// SPDX-License-Identifier: Apache-2.0
// `release:` on top: what is final.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Release } from '../../intoto/intents/intents.ts'
import { isStepName } from '../../intoto/intents/statements.ts'
import { releaseStatements } from '../../intoto/intents/write-statements.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { legsOfFound, type StepNames } from './find-steps.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { intentText, refuseNoPattern } from './intent-text.ts'
import { withValues, type MatrixText } from './matrix-text.ts'
import { readPatternTexts } from './read-takes.ts'
import type { PlacedPattern } from './read-top.ts'
import { filePatternAt } from './file-pattern.ts'
import type { PlacedRelease } from './review-release.ts'
import type { Leg, StepTemplate } from './step-template.ts'
import { withoutTwice } from './write-takes.ts'
import type { StatementOffsets } from './write-step.ts'

/** What is final of one leg. */
interface WrittenRelease {
  readonly step: string
  readonly patterns: readonly PlacedPattern[]
}

/** A name under `release` with its patterns. */
interface Named {
  readonly name: string
  readonly at: YamlValue
  readonly only: readonly MatrixText[]
}

/** What is final; none for `nothing`. @param placed gets the patterns, each with its place */
export function readRelease(
  reader: YamlReader,
  { value }: YamlMember,
  names: StepNames,
  { offsets, placed }: { readonly offsets: StatementOffsets; readonly placed: PlacedRelease[] }
): Release[] {
  const items = value.kind === 'list' ? value.items : [value]
  if (items.length === 0)
    reader.problem('LAYOUT_SOURCE_VALUE', value, '"release" is an empty list.', 'Write `release: nothing`.')
  const named = items.flatMap((item) => readNamed(reader, item))
  if (named.length === 1 && named[0]?.name === 'nothing') {
    offsets.set('release nothing', value.offset)
    return []
  }
  const released = new Map<string, Release>()
  for (const one of named)
    for (const { step, patterns } of writeRelease(reader, one, names, named.length > 1)) {
      const release = { step, only: patterns.map(({ pattern }) => pattern) }
      placed.push(...patterns.map((pattern) => ({ step, ...pattern })))
      if (released.has(release.step)) refuseTwice(reader, one)
      released.set(release.step, release)
      for (const statement of releaseStatements(release)) offsets.set(statement, one.at.offset)
    }
  return [...released.values()]
}

function readNamed(reader: YamlReader, item: YamlValue): Named[] {
  if (item.kind !== 'mapping') {
    const text = intentText(reader, item, 'release')
    return text === undefined ? [] : [{ name: text.text, at: item, only: [] }]
  }
  if (item.members.size === 0)
    reader.problem('LAYOUT_SOURCE_AMBIGUOUS', item, '`{}` releases nothing, or all.', 'Write `release: nothing`.')
  return [...item.members].flatMap(([name, member]) => {
    if (member.value.kind === 'mapping') {
      const hint = `Write \`release: { ${yamlText(name)}: '*.tgz' }\`, with your own pattern.`
      reader.problem('LAYOUT_SOURCE_TYPE', member.value, 'Behind a released step stand patterns.', hint)
      return []
    }
    if (refuseNoPattern(reader, name, member)) return []
    const only = readPatternTexts(reader, member, 'release')
    return only.length === 0 ? [] : [{ name, at: member.key, only }]
  })
}

function writeRelease(
  reader: YamlReader,
  { name, at, only }: Named,
  names: StepNames,
  isOneOfSeveral: boolean
): WrittenRelease[] {
  if (name === 'nothing') {
    const hint = 'Remove `nothing`, or write `release: nothing` alone.'
    reader.problem('LAYOUT_SOURCE_AMBIGUOUS', at, 'Nothing is released, and something else.', hint)
    return []
  }
  if (name === 'source') {
    const hint = 'Name the step whose files are final, or write `release: nothing`.'
    reader.problem('LAYOUT_SOURCE_VALUE', at, 'Source is the commit itself; a release is what steps made of it.', hint)
    return []
  }
  const found = names.get(name)
  if (found === undefined) {
    names.refuseUnknown(reader, at, name, ['nothing'])
    return []
  }
  if (found.kind === 'rules' && !isStepName(name)) {
    const hint = 'Give that step a name of letters, digits, "-", "_" and ".".'
    reader.problem('LAYOUT_SOURCE_NAME', at, `${quoteUntrusted(name)} cannot be released by its name.`, hint)
    return []
  }
  if (found.kind === 'rules' && only.length === 0) {
    const hint = `Say which of its files are final: \`release: { ${yamlText(name)}: 'dist/**' }\`.`
    const message = `Step ${quoteUntrusted(name)} is in rules, which do not say what it adds.`
    reader.problem('LAYOUT_SOURCE_AMBIGUOUS', at, message, hint)
    return []
  }
  if (found.kind !== 'rules' && only.length === 0) refuseEmpty(reader, name, at, found.step, isOneOfSeveral)
  const released: WrittenRelease[] = []
  for (const leg of legsOfFound(found)) {
    const { value, isFlawed } = reader.noting(() => writeLeg(reader, leg, only))
    released.push(value)
    // What is wrong with one leg is mostly wrong with the others.
    if (isFlawed) break
  }
  return released
}

/** What only `may-add` allows is released when a pattern names it. What is removed is not what another one releases. */
function refuseEmpty(
  reader: YamlReader,
  name: string,
  at: YamlValue,
  { files, addsSourceAt }: Pick<StepTemplate, 'files' | 'addsSourceAt'>,
  isOneOfSeveral: boolean
): void {
  const removed = isOneOfSeveral ? files.removes.length + files['may-remove'].length : 0
  if (addsSourceAt !== undefined || files.adds.length + files.changes.length + removed > 0) return
  const [may] = files['may-add']
  reader.problem(
    'LAYOUT_SOURCE_IMPOSSIBLE',
    at,
    `Step ${quoteUntrusted(name)} adds nothing and changes nothing, so nothing of it would be released.`,
    may === undefined
      ? 'Name the step that adds what is final, or write `release: nothing`.'
      : `Name what is final: \`release: { ${yamlText(name)}: ${yamlText(may.text)} }\`.`
  )
}

function writeLeg(reader: YamlReader, leg: Leg, only: readonly MatrixText[]): WrittenRelease {
  const patterns = only.flatMap((written) => {
    const text = withValues(reader, written, [leg.values])
    const pattern = text === undefined ? undefined : filePatternAt(reader, { text, offset: written.offset })
    return pattern === undefined ? [] : [{ text: pattern.text, pattern, offset: written.offset }]
  })
  return { step: leg.name, patterns: withoutTwice(patterns).map(({ pattern, offset }) => ({ pattern, offset })) }
}

function refuseTwice(reader: YamlReader, { name, at }: Named): void {
  const message = `${quoteUntrusted(name)} is released twice.`
  reader.problem('LAYOUT_SOURCE_AMBIGUOUS', at, message, `Put all that is final of it into one entry.`)
}
