// SPDX-License-Identifier: Apache-2.0
// Nothing comes in or goes out unseen: each link says that both sides were recorded whole, what was left out of them, and
// that nothing of that lay there when the step began.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import type { Link } from '../link/link.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import { CHECKOUT, NONE_AT_BEGIN } from '../link/recording-notes.ts'
import { directoriesIn } from './files.ts'
import { installsOf, lineHides, type InstalledDirectories } from './installed-directories.ts'
import type { StepIntents } from './intents.ts'
import { readRecording, type HalfFacts, type RecordingFacts } from './recording-facts.ts'
import type { StepRecord } from './step-record.ts'
import { scratchWord } from './write-statements.ts'
import { yamlText } from './yaml-text.ts'

/** What is wrong with how a step was recorded. */
export interface RecordingFlaw {
  readonly code: 'RECORDING_UNKNOWN' | 'EXCLUDED_UNEXPECTED' | 'SCRATCH_PRESENT'
  /** To stand behind "The link of the step". */
  readonly says: string
  readonly hint: string
  /** The sentence that it breaks; undefined: what the step takes. */
  readonly statement?: string | undefined
  /** The directory that it is about, `dir:D`. */
  readonly directory?: string
  /** What it explains: files that one half does not have. */
  readonly hidden?: { readonly half: ArtifactKind; readonly hides: (path: string) => boolean }
}

/** The one line of the recorder's own. */
const OWN_LINE = '/.git'

const HALVES: readonly ArtifactKind[] = ['materials', 'products']

/** @param begins the installed directories that the step begins with */
export function checkRecording(
  { accepted }: StepRecord,
  step: StepIntents,
  begins: InstalledDirectories
): RecordingFlaw[] {
  const flaws = new Map<string, RecordingFlaw>()
  for (const { kind, link } of accepted) {
    // A sublayout in intents is checked by itself.
    if (kind === 'sublayout') continue
    for (const flaw of flawsOf(link, step, begins)) flaws.set(`${flaw.code} ${flaw.says}`, flaw)
  }
  return [...flaws.values()].slice(0, LIMITS.sentenceNames)
}

function flawsOf(link: Link, step: StepIntents, begins: InstalledDirectories): RecordingFlaw[] {
  const facts = readRecording(link.environment)
  if ('unsaid' in facts) return facts.silent && step.recording === 'any' ? [] : [unknown(facts.unsaid)]
  return [
    ...aboutScratch(facts, step),
    ...HALVES.flatMap((half) => aboutLines(facts[half], half, step)),
    ...HALVES.flatMap((half) =>
      aboutDirectories(facts[half], half, { artifacts: link[half], begun: link.materials, step, begins })
    ),
    ...HALVES.flatMap((half) => aboutPaths(facts[half], half, step))
  ]
}

function unknown(says: string, hidden?: RecordingFlaw['hidden']): RecordingFlaw {
  return {
    code: 'RECORDING_UNKNOWN',
    says,
    ...(hidden === undefined ? {} : { hidden }),
    hint: 'Record the step by the stages of this release, and take `materials`, `products` and `exclude` out of the workflow: a step in intents is recorded whole. For links of another implementation write `recording: any` at the step.'
  }
}

function aboutScratch({ scratch, materials }: RecordingFacts, step: StepIntents): RecordingFlaw[] {
  if (step.addsSource)
    return scratch === CHECKOUT ? [] : [unknown('does not say that it is of a checkout, which the step must be')]
  const line = materials.leftOut.find((one) => step.scratch.includes(one))
  if (line !== undefined)
    return [
      present(`says that files lay under the line ${quoteUntrusted(line)} when it began`, scratchWord(step, line))
    ]
  if (scratch === NONE_AT_BEGIN) return []
  if (scratch === undefined) return [unknown('does not say that nothing of its scratch lay there when it began')]
  if (scratch === CHECKOUT) return [unknown('says that it is of a checkout, and the step adds no source')]
  const [first] = step.scratch
  const statement = first === undefined ? undefined : scratchWord(step, first)
  return [present(`says of scratch ${quoteUntrusted(scratch)}, not "${NONE_AT_BEGIN}"`, statement)]
}

function present(says: string, statement: string | undefined): RecordingFlaw {
  return {
    code: 'SCRATCH_PRESENT',
    says,
    statement,
    hint: 'Let nothing of its scratch lie there when the stage begins: restore caches after it begins, and let an earlier stage of the job remove what it leaves behind, install it with `installs-into`, or say that it adds it with `may-add`.'
  }
}

/** Each line that hid something is a line of scratch. */
function aboutLines({ leftOut, exclude }: HalfFacts, half: ArtifactKind, step: StepIntents): RecordingFlaw[] {
  // Nobody counts what `.git` hides further down, so there it is enough that it was to hide something.
  const allowed = new Set([OWN_LINE, ...step.scratch])
  const lines = exclude.includes('.git') ? [...leftOut, '.git'] : leftOut
  return lines
    .filter((line) => !allowed.has(line))
    .slice(0, LIMITS.sentenceNames)
    .map((line) => {
      const hides = lineHides(line)
      return {
        code: 'EXCLUDED_UNEXPECTED',
        says: `left files out of its ${half} by the line ${quoteUntrusted(line)}, which is none of its scratch`,
        hidden: { half, hides: (path) => hides(path, 'file') },
        hint:
          line === '.git'
            ? 'Record the step by the stages of this release, which leave out `/.git` alone.'
            : `If the step may leave that behind, write \`scratch: ${yamlText(line)}\` at it, and sign the layout again; what fits must not lie there when the step begins. Else take the line out of the workflow.`
      }
    })
}

interface DirectoryContext {
  readonly artifacts: Artifacts
  /** The materials. */
  readonly begun: Artifacts
  readonly step: StepIntents
  readonly begins: InstalledDirectories
}

/** Of an installed directory only what its installer names may be left out, and no directory is passed over but those. */
function aboutDirectories(
  { directories, unrecorded }: HalfFacts,
  half: ArtifactKind,
  { artifacts, begun, step, begins }: DirectoryContext
): RecordingFlaw[] {
  const own = installsOf(step)
  const has = (name: string): boolean => artifacts.has(name as ArtifactPath)
  // Undefined for what is not expected there: that it is there, or is not, is told as such.
  const mayChange = (name: string): readonly string[] | undefined => {
    if (half === 'materials') return begins.get(name)?.mayChange
    const installs = own(name)
    return installs.length === 0 ? undefined : installs.flatMap((one) => one.mayChange)
  }
  const lines = [...directories].flatMap(([name, left]) => {
    if (!has(name)) return begins.has(name) || own(name).length > 0 ? [] : [passedOver(name, half)]
    const allowed = mayChange(name)
    const odd = allowed === undefined ? undefined : left.find((line) => !allowed.includes(line))
    return odd === undefined ? [] : [leftOutInside(name, odd, half)]
  })
  const silent = directoriesIn(artifacts).find(([name]) => mayChange(name) !== undefined && !directories.has(name))
  return [
    ...lines,
    ...(silent === undefined ? [] : [unknown(`does not say what it left out of ${quoteUntrusted(silent[0])}`)]),
    // What a step begins with it need not record again.
    ...unrecorded
      .filter((name) => half === 'materials' || (!begun.has(name as ArtifactPath) && !begins.has(name)))
      .map((name) => passedOver(name, half))
  ]
}

function leftOutInside(name: string, line: string, half: ArtifactKind): RecordingFlaw {
  const directory = name.slice('dir:'.length)
  return {
    code: 'EXCLUDED_UNEXPECTED',
    directory: name,
    says: `left out of ${quoteUntrusted(name)} in its ${half} what the line ${quoteUntrusted(line)} fits`,
    hint: `If tools rewrite that, let the step that installs it say so, \`installs-into: { ${yamlText(directory)}: { may-change: ${yamlText(line)} } }\`, and sign the layout again. Else take the line out of the workflow.`
  }
}

function passedOver(name: string, half: ArtifactKind): RecordingFlaw {
  const directory = name.replace(/^dir:/, '')
  return {
    code: 'EXCLUDED_UNEXPECTED',
    directory: name,
    says: `passed over the directory ${quoteUntrusted(directory)} in its ${half}, and did not begin with it as installed`,
    hidden: { half, hides: (path) => path.startsWith(`${directory}/`) },
    hint: `If the step installs it, write \`installs-into: ${yamlText(directory)}\` at it; if it may leave it behind, \`scratch: ${yamlText(`${directory}/`)}\`; and sign the layout again.`
  }
}

function aboutPaths({ paths }: HalfFacts, half: ArtifactKind, step: StepIntents): RecordingFlaw[] {
  const isWhole = paths.length === 1 && paths[0] === '.'
  // A checkout begins with nothing.
  if (isWhole || (paths.length === 0 && half === 'materials' && step.addsSource)) return []
  const shown =
    paths.length === 0
      ? 'nothing'
      : paths
          .slice(0, 3)
          .map((path) => quoteUntrusted(path))
          .join(', ')
  const hides = (path: string): boolean => !paths.some((place) => path === place || path.startsWith(`${place}/`))
  return [unknown(`recorded ${shown} as its ${half}, not the whole workspace`, { half, hides })]
}
