// SPDX-License-Identifier: Apache-2.0
// A step in intents is recorded as the layout says. Inputs that say something else are refused, with the line of the
// layout that says what they mean.
import { posix } from 'node:path'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { BaseError } from '../../base/codes.ts'
import { invalid } from '../../base/inputs.ts'
import { patternOfFile, yamlText, yamlTexts } from '../../intoto/intents/yaml-text.ts'
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
  if (!isWhole(products)) throw refused(of, 'products', `adds: ${yamlTexts(products.map(patternBelow))}`)
  if (exclude.length > 0) throw refused(of, 'exclude', `scratch: ${yamlTexts(exclude)}`)
  if (of.takes !== undefined && installs.length > 0)
    throw refused(of, 'installs', `installs-into: ${installsText(installs)}`)
  if (of.takes !== undefined && dependencies.length > 0)
    throw refused(
      of,
      'dependencies',
      'takes: STEP',
      `, where STEP is the one with \`installs-into: ${installsText(dependencies)}\``
    )
  if (source === 'none') throw refused(of, 'source', of.takes?.source === true ? 'takes: source' : 'takes: STEP')
}

/** The defaults of begin and end, and of step: nothing, and all. */
const isWhole = (paths: readonly string[]): boolean => paths.every((path) => path === '.')

function refused({ step, takes, from }: StepInLayout, input: string, line: string, which = ''): BaseError {
  const what =
    takes === undefined
      ? `step ${quoteUntrusted(step)} is recorded whole, since \`scratch\` is given`
      : `step ${quoteUntrusted(step)} is in intents (${from}), and is recorded whole, as the layout says`
  return invalid(
    input,
    what,
    `Remove the input \`${input}\`. What it is to say stands at the step in layout.yml: \`${line}\`${which}. Sign the layout anew if you change it.`
  )
}

function takesLine({ takes }: StepInLayout, materials: readonly string[]): string {
  const [step] = takes?.steps ?? []
  if (step === undefined) return 'takes: source'
  return `takes: { ${yamlText(step.step)}: ${yamlTexts(materials.map(patternBelow))} }`
}

/** A path as a pattern; what has no ending is most often a directory. */
export function patternBelow(path: string): string {
  const text = posix.normalize(path).replace(/\/$/, '')
  if (text === '.') return '**'
  return /[^/]\.[A-Za-z0-9]+$/.test(text) ? patternOfFile(text) : `${patternOfFile(text)}/**`
}

function installsText(lines: readonly DirectoryLine[]): string {
  const texts = lines.map(({ text, leftOut }) =>
    leftOut.length === 0 ? yamlText(text) : `{ ${yamlText(text)}: { may-change: ${yamlTexts(leftOut)} } }`
  )
  return texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`
}
