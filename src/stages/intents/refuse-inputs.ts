// SPDX-License-Identifier: Apache-2.0
// A step in intents is recorded as the layout says. Inputs that say something else are refused, with the line of the
// layout that says what they mean.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { BaseError } from '../../base/codes.ts'
import { invalid } from '../../base/inputs.ts'
import type { DirectoryLine } from '../directory-lines.ts'
import type { PlannedTakes } from './recording-plan.ts'

/** Inputs of a stage about what it records; those that it does not have are not given. */
export interface GivenInputs {
  readonly materials?: readonly string[]
  readonly products?: readonly string[]
  readonly exclude?: readonly string[]
  readonly installs?: readonly DirectoryLine[]
  readonly dependencies?: readonly DirectoryLine[]
  readonly source?: 'auto' | 'none'
}

export interface StepInLayout {
  readonly step: string
  /** Undefined where no layout is at hand. */
  readonly takes: PlannedTakes | undefined
  /** Where the layout was found, escaped. */
  readonly from: string
}

/** @throws INPUT_INVALID for the first input that says what the layout is to say */
export function refuseInputs(of: StepInLayout, given: GivenInputs): void {
  const { materials = [], products = [], exclude = [], installs = [], dependencies = [], source = 'auto' } = given
  if (!isWhole(materials)) throw refused(of, 'materials', takesLine(of, materials))
  if (!isWhole(products)) throw refused(of, 'products', `adds: ${listOf(products.map(below))}`)
  if (exclude.length > 0) throw refused(of, 'exclude', `scratch: ${listOf(exclude)}`)
  if (of.takes !== undefined && installs.length > 0)
    throw refused(of, 'installs', `installs-into: ${installsText(installs)}`)
  if (of.takes !== undefined && dependencies.length > 0)
    throw refused(
      of,
      'dependencies',
      `takes: STEP, where STEP is the one with \`installs-into: ${directoriesText(dependencies)}\``
    )
  if (source === 'none') throw refused(of, 'source', of.takes?.source === true ? 'takes: source' : 'takes: STEP')
}

/** The defaults of begin and end, and of step: nothing, and all. */
const isWhole = (paths: readonly string[]): boolean => paths.every((path) => path === '.')

function refused({ step, takes, from }: StepInLayout, input: string, line: string): BaseError {
  const what =
    takes === undefined
      ? `step ${quoteUntrusted(step)} is recorded whole, since \`scratch\` is given`
      : `step ${quoteUntrusted(step)} is in intents (${from}), and is recorded whole, as the layout says`
  return invalid(
    input,
    what,
    `Take the input \`${input}\` away. What it is to say stands at the step in layout.yml: \`${line}\`. Sign the layout anew if you change it.`
  )
}

function takesLine({ takes }: StepInLayout, materials: readonly string[]): string {
  const [step] = takes?.steps ?? []
  if (step === undefined) return 'takes: source'
  return `takes: { ${wordOf(step.step)}: ${listOf(materials.map(below))} }`
}

/** A path as a pattern; what has no ending is most often a directory. */
const below = (path: string): string => {
  const text = path.replace(/^\.\//, '').replace(/\/$/, '')
  return /\.[A-Za-z0-9]+$/.test(text) ? text : `${text}/**`
}

function installsText(lines: readonly DirectoryLine[]): string {
  const [only, second] = lines
  if (only === undefined) return ''
  const changing = lines.filter(({ leftOut }) => leftOut.length > 0)
  if (changing.length === 0) return directoriesText(lines)
  const texts = lines.map(({ text, leftOut }) =>
    leftOut.length === 0 ? `${wordOf(text)}: {}` : `${wordOf(text)}: { may-change: ${listOf(leftOut)} }`
  )
  return second === undefined ? `{ ${texts.join('')} }` : `{ ${texts.join(', ')} }`
}

const directoriesText = (lines: readonly DirectoryLine[]): string => listOf(lines.map(({ text }) => text))

function listOf(texts: readonly string[]): string {
  const [only, second] = texts
  if (only !== undefined && second === undefined) return wordOf(only)
  return `[${texts.map(wordOf).join(', ')}]`
}

/** A text as YAML reads it. Quotes keep what has a meaning there. */
function wordOf(text: string): string {
  const quoted = quoteUntrusted(text, 200).slice(1, -1)
  return /^[A-Za-z_][\w./-]*$/.test(quoted) ? quoted : `'${quoted.replaceAll("'", "''")}'`
}
