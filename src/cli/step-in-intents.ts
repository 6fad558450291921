// SPDX-License-Identifier: Apache-2.0
// A step in intents on the command line: which layout says so, and what that means for flags and for where things lie.
import { lstatSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { withoutEnd } from '../base/without-end.ts'
import { readFile, readPlainFile } from '../files/read-file.ts'
import { takesText, yamlText, yamlTexts } from '../intoto/intents/yaml-text.ts'
import { isNamedWithin } from '../recording/container-of.ts'
import { LAYOUT_PATH } from '../stages/inputs/layout-inputs.ts'
import { recordingPlan, type RecordingPlan } from '../stages/intents/recording-plan.ts'
import { patternBelow } from '../stages/intents/refuse-inputs.ts'
import { readSignedLayout, type SignedLayout } from '../stages/intents/signed-layout.ts'
import type { PlannedStep } from '../stages/taken-products.ts'
import { usage, type Arguments, type FlagSpec } from './arguments.ts'
import { sourceBeside } from './changed-source.ts'
import { note, pathFrom, type Console } from './console.ts'
import { shellWord } from './shell-word.ts'
import { refuseBelowTop, unknownStep } from './unknown-step.ts'

export const LAYOUT_FLAG: FlagSpec = {
  long: 'layout',
  takes: 'one',
  value: 'FILE',
  help: `signed layout that says what is recorded of a step in intents (default: ${LAYOUT_PATH}, where it has the step)`
}

/** Flags that say what a layout in intents says. */
const SAID_BY_LAYOUT: readonly (readonly [flag: string, line: (values: readonly string[], takes: string) => string])[] =
  [
    ['materials', (_values, takes) => `takes: ${takes}`],
    ['products', (values) => `adds: ${yamlTexts(values.map(patternBelow))}`],
    ['exclude', (values) => `scratch: ${yamlTexts(values)}`],
    ['installs', (values) => `installs-into: ${yamlTexts(values)}`],
    ['dependencies', (_values, takes) => `takes: ${takes}`],
    ['lstrip-paths', (values) => `takes: { STEP: { from: ${yamlText(withoutEnd(values[0] ?? '', '/'))} } }`],
    ['normalize-line-endings', (_values, takes) => `takes: ${takes}`]
  ]

/**
 * How a step is recorded, by the layout that is named or that lies here; undefined for a step that flags speak of.
 *
 * @throws USAGE where the layout is named or wholly in intents and has no such step, or where a layout at the top of the
 * repository has it, or a flag says what it is to say; FILE_, JSON_, METADATA_
 * and INTENT codes for a file that cannot be read
 */
export function stepInIntents(step: string, parsed: Arguments, console: Console): PlannedStep | undefined {
  const named = parsed.one('layout')
  const path = pathFrom(console, named ?? LAYOUT_PATH)
  const bytes = named === undefined ? readPlainFile(path, LIMITS.layoutBytes) : readFile(path, LIMITS.layoutBytes)
  if (bytes === undefined) {
    refuseBelowTop(step, console.directory)
    return undefined
  }
  const text = Buffer.from(bytes).toString('utf8')
  const from = escapeUntrusted(named ?? LAYOUT_PATH, 200)
  const layout = named === undefined ? foundLayout(text, from, console) : readSignedLayout(text, named, from)
  if (layout === undefined) return undefined
  const { intents, steps } = layout
  if (!steps.includes(step)) {
    const flaw = unknownStep(step, layout, sourceNaming(step, named ?? LAYOUT_PATH, console))
    if (named !== undefined || isWhollyIn(intents, steps)) throw flaw
    if (intents !== undefined) note(console, `warning: ${flaw.message} The step is recorded as flags say.`)
  }
  const plan = intents && recordingPlan(intents, step)
  if (plan === undefined) return undefined
  refuseFlags(step, from, takesOf(plan), parsed)
  return { plan, from }
}

/** The source beside a signed layout, where it names a step; undefined else. @param layout as it was named */
function sourceNaming(step: string, layout: string, console: Console): string | undefined {
  const source = sourceBeside(layout)
  const bytes = readPlainFile(pathFrom(console, source), LIMITS.layoutBytes)
  if (bytes === undefined) return undefined
  const names = Buffer.from(bytes)
    .toString('utf8')
    .matchAll(/(?:^|[\s{,-])name: *(["']?)([\w.-]+)\1/g)
  return [...names].some(([, , name]) => name === step) ? source : undefined
}

/** Whether each step of a layout is in intents. A layout that has steps in rules may leave others to whoever reads it. */
function isWhollyIn(intents: SignedLayout['intents'], steps: readonly string[]): boolean {
  return intents !== undefined && steps.every((name) => intents.steps.has(name))
}

/** One that nobody named is told where it is none, and passed over. */
function foundLayout(text: string, from: string, console: Console): SignedLayout | undefined {
  try {
    return readSignedLayout(text, LAYOUT_PATH, from)
  } catch (error) {
    if (!(error instanceof InTotoError) || !/^(?:JSON|METADATA|KEY|DSSE)_/.test(error.code)) throw error
    note(
      console,
      `warning: ${from} is not a signed layout, so the step is recorded as flags say: ${escapeUntrusted(error.message)}`
    )
    return undefined
  }
}

function takesOf({ takes }: RecordingPlan): string {
  const all = [...(takes?.source === true ? [{ of: 'source' } as const] : []), ...(takes?.steps ?? [])]
  return all.length === 0 ? 'nothing' : takesText(all)
}

function refuseFlags(step: string, from: string, takes: string, parsed: Arguments): void {
  for (const [flag, line] of SAID_BY_LAYOUT) {
    if (!parsed.has(flag)) continue
    throw usage(
      `--${flag} cannot be used: step ${quoteUntrusted(step)} is in intents (${from}), and is recorded whole, as the layout says.`,
      `Leave the flag out. What it is to say stands at the step in layout.yml: \`${line(parsed.many(flag), takes)}\`.`
    )
  }
}

/**
 * Where links of a step in intents go, unless a flag says otherwise: outside of the work tree, all of which is recorded.
 *
 * @param base the top of what is recorded
 */
export function linksOutside(base: string): string {
  const git = join(base, '.git')
  if (lstatSync(git, { throwIfNoEntry: false })?.isDirectory() === true) return join(git, 'in-toto')
  const top = resolve(base)
  return join(dirname(top), `${basename(top)}.in-toto`)
}

/** Keys and links must not lie where they would be recorded themselves. @throws USAGE */
export function checkPlaces(parsed: Arguments, console: Console, base: string): void {
  for (const flag of ['signing-key', 'metadata-directory'] as const) {
    const path = parsed.one(flag)
    if (path !== undefined)
      demandOutside(flag, { given: path, path: pathFrom(console, path), from: console.directory }, base)
  }
}

interface GivenPath {
  /** As the flag has it. */
  readonly given: string
  readonly path: string
  /** Where the command runs. */
  readonly from: string
}

function demandOutside(flag: 'signing-key' | 'metadata-directory', place: GivenPath, base: string): void {
  const { path } = place
  const [real, top] = [realPath(path), realPath(base)]
  if (!isNamedWithin(real, top) || isNamedWithin(real, join(top, '.git'))) return
  const what =
    flag === 'signing-key'
      ? 'a key must not lie in there'
      : 'the next step would begin with links that lie in there, which nothing takes'
  throw usage(
    `--${flag} lies in the work tree, all of which is recorded of a step in intents: ${what}.`,
    flag === 'signing-key'
      ? moveOut(place, base)
      : `Name a directory outside, or leave the flag out: links go to ${quoteUntrusted(linksOutside(base))} then.`
  )
}

/** The command that moves a key out of the work tree, and how it is named then. */
function moveOut({ given, path, from }: GivenPath, base: string): string {
  const outside = join(relative(from, dirname(resolve(base))), '.')
  const [key, there, moved] = [given, `${outside}/`, join(outside, basename(path))].map((text) =>
    escapeUntrusted(shellWord(text))
  ) as [string, string, string]
  return `Move it out, \`mv ${key} ${there}\`, and name it there: \`--signing-key ${moved}\`.`
}

/** Of what is not there yet, the real path of the directory above that is. */
function realPath(path: string): string {
  const whole = resolve(path)
  try {
    return realpathSync.native(whole)
  } catch {
    const above = dirname(whole)
    return above === whole ? whole : join(realPath(above), basename(whole))
  }
}
