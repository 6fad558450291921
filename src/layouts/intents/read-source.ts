// SPDX-License-Identifier: Apache-2.0
// `source` on top of a layout: which commit is meant, and which submodules some jobs check out and others do not.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { withoutEnd } from '../../base/without-end.ts'
import { flawOfDirectory, holdsBrace } from '../../intoto/intents/statements.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { oneOrMore, type YamlReader } from '../yaml-reader.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { intentText, intentTexts, type PlacedText } from './intent-text.ts'

export interface TopOfSource {
  readonly sourceCommit: 'run' | 'head' | 'named'
  /** Where the commit is said. */
  readonly sourceAt: number | undefined
  /** `same`: all jobs check out the same; undefined where the source does not say. */
  readonly submodules: readonly PlacedText[] | 'same' | undefined
}

/** What `submodules` says where no job has one that another has not. */
const SAME = 'same'
const EXAMPLE =
  'Write `source: { commit: head }` for the tip of a pull request, `named` for a commit that the caller names, `run` for that of the run.'
const SUBMODULES =
  'Write `submodules: [vendor/lib]`, the directories of submodules that some jobs check out and others do not, or `submodules: same` if all jobs check out the same.'

export function readSource(reader: YamlReader, member: YamlMember | undefined): TopOfSource {
  if (member === undefined) return { sourceCommit: 'run', sourceAt: undefined, submodules: undefined }
  const { value } = member
  if (value.kind !== 'mapping' || value.members.size === 0) {
    reader.problem(
      'LAYOUT_SOURCE_TYPE',
      value,
      '"source" on top is a mapping that says which commit is meant.',
      EXAMPLE
    )
    return { sourceCommit: 'run', sourceAt: value.offset, submodules: undefined }
  }
  reader.refuseUnknown(value.members, ['commit', 'submodules'])
  return {
    sourceCommit: readCommit(reader, value.members.get('commit')),
    sourceAt: value.offset,
    submodules: readSubmodules(reader, value.members.get('submodules'))
  }
}

function readCommit(reader: YamlReader, member: YamlMember | undefined): TopOfSource['sourceCommit'] {
  const text = member === undefined ? undefined : intentText(reader, member.value, 'commit')?.text
  if (text === 'run' || text === 'head' || text === 'named') return text
  if (text !== undefined && member !== undefined) {
    const message = `"commit" is run, head or named, not ${quoteUntrusted(text)}.`
    reader.problem('LAYOUT_SOURCE_VALUE', member.value, message, EXAMPLE)
  }
  return 'run'
}

function readSubmodules(reader: YamlReader, member: YamlMember | undefined): TopOfSource['submodules'] {
  if (member === undefined) return undefined
  if (member.value.kind === 'scalar' && member.value.value === SAME) return SAME
  const isListed = member.value.kind === 'list'
  const words = oneOrMore(member).filter((value) => isWordOfCheckout(value, isListed))
  if (words.length > 0) {
    for (const word of words) refuseWord(reader, word)
    return []
  }
  return intentTexts(reader, member, 'submodules').filter((placed) => {
    const flaw = flawOfSubmodule(placed.text)
    if (flaw === undefined) return true
    const meant = withoutEnd(placed.text.replace(/^\.\//, '').replace(/\/\*\*$/, ''), '/')
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      placed,
      `${quoteUntrusted(placed.text)} is not the directory of a submodule: it ${flaw}.`,
      meant !== placed.text && flawOfSubmodule(meant) === undefined
        ? `Write \`submodules: ${yamlText(meant)}\`.`
        : SUBMODULES
    )
    return false
  })
}

/** Words of `actions/checkout` and of git, which name no directory. */
const WORDS = ['recursive', 'all', 'true', 'false', 'yes', 'no', 'on', 'off', 'none']

/** In quotes in a list, a word is the name of a directory. */
function isWordOfCheckout(value: YamlValue, isListed: boolean): boolean {
  if (value.kind !== 'scalar' || (isListed && value.plain === undefined)) return false
  return WORDS.includes(String(value.value).toLowerCase())
}

function refuseWord(reader: YamlReader, value: YamlValue): void {
  const word = value.kind === 'scalar' ? String(value.value) : ''
  reader.problem(
    word === 'true' || word === 'false' ? 'LAYOUT_SOURCE_TYPE' : 'LAYOUT_SOURCE_VALUE',
    value,
    `"submodules" are directories, and ${quoteUntrusted(word)} says how a job checks out.`,
    `${SUBMODULES} A directory that is called so stands in quotes in a list: \`submodules: ['${word}']\`.`
  )
}

/** What makes a text no directory of a submodule that a layout can name; undefined for one that is. */
export function flawOfSubmodule(directory: string): string | undefined {
  return flawOfDirectory(directory) ?? (holdsBrace(directory) ? 'holds a brace' : undefined)
}
