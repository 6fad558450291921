// SPDX-License-Identifier: Apache-2.0
// Links of steps that no layout knows. A leg of a matrix or a stage that the layout forgot is recorded and signed like
// the others, and nobody compares what it did; what is there and unknown is an answer, not something to pass over. The
// reference looks only for the links that it expects.
import { groupBy } from '../../base/group-by.ts'
import { InTotoError } from '../../base/errors.ts'
import { count } from '../../base/count.ts'
import { firstOf } from '../../base/first-of.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { nearestName } from '../../base/nearest-name.ts'
import { readSignedMetadata } from '../envelope/signed-metadata.ts'
import { stepOfUnfinishedLink, stepOfUnsignedLink } from '../link/link-file-name.ts'
import { parseLink } from '../link/parse-link.ts'
import type { MatchingWork, Pattern } from '../rules/pattern.ts'
import type { CorePorts } from './core-ports.ts'
import type { Failure, Warning } from './failure.ts'
import { KnownLinks } from './known-links.ts'
import { LINK_FORMAT_NAMES, LINK_FORMATS, type LinkFormatName } from './link-formats.ts'
import type { LinkStore } from './verification.ts'

/** How many unknown steps are named one by one, and how many files of each. */
const NAMED = 20
/** UTF-16 code units of the longest name for which a similar one is looked for. */
const SIMILAR_LENGTH = 64
/** How many characters two names share that begin alike. */
const ALIKE = 3
/** Among how many steps. */
const SIMILAR_NAMES = 1_000

export interface UnknownLinksRequest {
  readonly links: LinkStore
  /** Of these links, what was read before; undefined to keep nothing of what is read here. */
  readonly known: KnownLinks | undefined
  /** The steps of the layout, of those around it and of those below it. */
  readonly steps: ReadonlySet<string>
  /** Those that have their evidence, where whatever else is of them is refused. */
  readonly complete: ReadonlySet<string>
  /** Their inspections. */
  readonly inspections: ReadonlySet<string>
  /** Escaped names of the files that gave evidence, whose names inside were compared already. */
  readonly counted: ReadonlySet<string>
  /** Files that were read for the steps of the layout, with their bytes: the large ones are not read again. */
  readonly seen: ReadonlyMap<string, number>
  /** Steps besides that may have links, by name or pattern (the dialect of rules). */
  readonly otherSteps: readonly Pattern[]
  /** Steps that were recorded, as something else than a link tells. */
  readonly recorded: readonly string[]
  readonly ports: Pick<CorePorts, 'bytes' | 'hasher'>
  /** Is told what comparing names costs. */
  readonly work: MatchingWork
}

/** A step without a place in the layouts, and what shows that it was performed. */
interface Trace {
  readonly step: string
  readonly shown: string
}

/** What was found of steps without a place in the layouts. */
export interface UnknownLinks {
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
  /** Those steps, each once, without those that may have links besides. */
  readonly steps: readonly string[]
}

/**
 * Every step that has a link, an unfinished recording or a recording without signature here, and no place in a layout.
 * What a file is called counts, and what it names inside, whoever signed it.
 *
 * @throws what the store throws
 */
export async function unknownLinks(request: UnknownLinksRequest): Promise<UnknownLinks> {
  const traces: Trace[] = request.recorded
    .filter((step) => !request.steps.has(step))
    .map((step) => ({ step, shown: `a recording of ${quoteUntrusted(step)} that waits for its signature` }))
  const passedOver: string[] = []
  const refused: Trace[] = []
  let budget: number = LIMITS.strayLinkBytes
  for (const fileName of [...(await request.links.names())].sort()) {
    const steps = stepsOf(fileName)
    const [first] = steps
    if (first === undefined) continue
    const known = steps.find(({ step }) => request.steps.has(step))
    if (known === undefined) {
      if (await isOfInspection(fileName, request)) continue
      const other = steps.find(({ step }) => isOther(step, request)) ?? first
      traces.push({ step: other.step, shown: quoteUntrusted(fileName) })
      continue
    }
    if (known.format === undefined || request.counted.has(escapeUntrusted(fileName))) continue
    const { name: inside, bytes } = await nameInside(fileName, known.format, budget, request)
    budget -= bytes
    if (inside === undefined || request.steps.has(inside)) {
      if (isRefused(known.step, request)) refused.push({ step: known.step, shown: quoteUntrusted(fileName) })
      else if (!request.seen.has(fileName)) passedOver.push(fileName)
      continue
    }
    traces.push({
      step: inside,
      shown: `${quoteUntrusted(fileName)}, which is named for ${quoteUntrusted(known.step)}`
    })
  }
  const allowed = traces.filter(({ step }) => isOther(step, request))
  const unknown = traces.filter(({ step }) => !isOther(step, request))
  return {
    failures: [...unknownStepFailures(unknown, request), ...unauthorisedLinks(refused)],
    steps: [...new Set(unknown.map(({ step }) => step))],
    warnings: [
      ...(allowed.length === 0 ? [] : [otherStepsIgnored(allowed)]),
      ...(passedOver.length === 0 ? [] : [passedOverLinks(passedOver)])
    ]
  }
}

/** The steps that a file can be one of: a dot may stand in a step's name as well. No format for an unfinished link. */
function stepsOf(fileName: string): { readonly step: string; readonly format: LinkFormatName | undefined }[] {
  const unfinished = stepOfUnfinishedLink(fileName)
  if (unfinished !== undefined) return [{ step: unfinished, format: undefined }]
  return LINK_FORMAT_NAMES.flatMap((format) => {
    const step = LINK_FORMATS[format].stepOf(fileName)
    return step === undefined ? [] : [{ step, format }]
  })
}

function isOther(step: string, { otherSteps, work }: Pick<UnknownLinksRequest, 'otherSteps' | 'work'>): boolean {
  return otherSteps.some((pattern) => pattern.matches(step, work))
}

function isRefused(step: string, request: UnknownLinksRequest): boolean {
  return request.complete.has(step) && !isOther(step, request)
}

/** The unsigned `<inspection>.link` that the reference leaves beside the links: of no run, and signed by nobody. */
async function isOfInspection(
  fileName: string,
  { links, inspections, ports }: Pick<UnknownLinksRequest, 'links' | 'inspections' | 'ports'>
): Promise<boolean> {
  const inspection = stepOfUnsignedLink(fileName)
  if (inspection === undefined || !inspections.has(inspection)) return false
  try {
    const file = await links.read(fileName)
    if (file === undefined) return false
    const options = { source: fileName, maxBytes: LIMITS.strayLinkBytes, bytes: ports.bytes }
    const { kind, signatures, payload } = readSignedMetadata(file, options)
    if (kind !== 'link' || signatures.length > 0) return false
    const { link } = parseLink(payload)
    return link.name === inspection && !link.environment.has('run')
  } catch (error) {
    if (isOfDocument(error)) return false
    throw error
  }
}

/** The step that a link names inside, and the bytes read for it. No name when it cannot be read: it counts for nobody. */
async function nameInside(
  fileName: string,
  format: LinkFormatName,
  maxBytes: number,
  { links, known, seen, ports }: UnknownLinksRequest
): Promise<{ readonly name: string | undefined; readonly bytes: number }> {
  const before = known?.nameIn(fileName)
  if (before !== undefined || maxBytes <= 0 || (seen.get(fileName) ?? 0) > LIMITS.strayLinkBytes)
    return { name: before, bytes: 0 }
  let bytes = 0
  try {
    const file = await links.read(fileName)
    bytes = file?.length ?? 0
    if (file === undefined || bytes > maxBytes) return { name: undefined, bytes }
    const looking = { known: known ?? new KnownLinks(ports.hasher, 0), bytes: ports.bytes }
    return { name: (await LINK_FORMATS[format].look(file, fileName, looking))?.name, bytes }
  } catch (error) {
    if (isOfDocument(error)) return { name: undefined, bytes }
    throw error
  }
}

/** Whether an error says that a document is at fault, and not the machine. */
function isOfDocument(error: unknown): boolean {
  return error instanceof InTotoError && /^(JSON|METADATA|BUNDLE)_/.test(error.code)
}

function unknownStepFailures(traces: readonly Trace[], { steps, work }: UnknownLinksRequest): Failure[] {
  const byStep = new Map<string, string[]>()
  for (const { step, shown } of traces) byStep.set(step, [...(byStep.get(step) ?? []).slice(0, NAMED - 1), shown])
  const known = [...steps].slice(0, SIMILAR_NAMES)
  const failures = [...byStep]
    .slice(0, NAMED)
    .map(([step, shown]) => unknownStep(step, shown, nearestStep(step, known, work)))
  const hidden = byStep.size - failures.length
  if (hidden === 0) return failures
  return [
    ...failures,
    {
      code: 'LINK_UNKNOWN_STEP',
      message: `There are links of ${hidden} more steps that the layout does not have.`,
      details: [...byStep.keys()].slice(NAMED, 2 * NAMED).map((step) => quoteUntrusted(step, 100)),
      hint: 'Find out what stores so many, or whether the layout is one of another pipeline.'
    }
  ]
}

function unknownStep(step: string, shown: readonly string[], near: string | undefined): Failure {
  const nearest = near === undefined ? '' : `; the nearest is ${quoteUntrusted(near)}`
  // A name that a shell, YAML and patterns take as it is.
  const allow = /^\w[\w.-]*$/.test(step)
    ? `: --other-steps ${step}, or other-steps: ${step} in the gate`
    : ` with other-steps (--other-steps on the command line)`
  const rename = near === undefined ? '' : `If ${quoteUntrusted(near)} is meant, correct the name of the stage. `
  return {
    code: 'LINK_UNKNOWN_STEP',
    step: escapeUntrusted(step),
    message: `A link says that step ${quoteUntrusted(step)} was performed, and the layout has no such step${nearest}.`,
    details: shown.map((file) => `seen: ${file}`),
    hint: `${rename}Add the step to the layout and sign it again. If another layout covers it, allow it${allow}.`
  }
}

/** The step that is spelled almost so; else the one that begins alike, as the legs of a matrix do. */
function nearestStep(step: string, known: readonly string[], work: MatchingWork): string | undefined {
  if (step.length > SIMILAR_LENGTH) return undefined
  // A name twice as long is never one that is spelled almost so.
  const similar = known.filter(({ length }) => length <= 2 * SIMILAR_LENGTH)
  work.spend(similar.reduce((sum, { length }) => sum + length * step.length, 0))
  const alike = (name: string): number => [...step].findIndex((character, index) => name[index] !== character)
  const [longest] = known
    .map((name) => ({ name, length: name.startsWith(step) ? step.length : alike(name) }))
    .filter(({ length }) => length >= ALIKE)
    .sort((a, b) => b.length - a.length)
  return nearestName(step, similar) ?? longest?.name
}

/** Of a step that is known, by none who may perform it: nothing compares what such a recording says. */
function passedOverLinks(fileNames: readonly string[]): Warning {
  return {
    code: 'LINK_IGNORED',
    message: `Passed over ${count(fileNames.length, 'link')} of steps of the layout, whose ${fileNames.length === 1 ? 'signer' : 'signers'} it does not authorise for the step: ${firstOfThem(fileNames)}. A second recording of a step, as by a leg of a matrix, needs a step of its own in the layout.`
  }
}

/** What nobody answers for says what it likes: which job made it, and in which attempt. */
function unauthorisedLinks(traces: readonly Trace[]): Failure[] {
  const byStep = groupBy(traces, ({ step }) => step)
  return [...byStep].slice(0, NAMED).map(([step, files]) => ({
    code: 'LINK_OF_NOBODY',
    step: escapeUntrusted(step),
    message: `Besides the links that count, the run stored ${count(files.length, 'link')} of step ${quoteUntrusted(step)} whose ${files.length === 1 ? 'signer' : 'signers'} the layout does not authorise.`,
    details: firstOf(files.map(({ shown }) => `not counted: ${shown}`)),
    hint: `Find out which job stored it. If that job should perform the step, add its key or identity to the step in the layout, and sign the layout again; the leg of a matrix needs a step of its own. If another layout covers it, allow the step in the gate with other-steps.`
  }))
}

function otherStepsIgnored(allowed: readonly Trace[]): Warning {
  const steps = [...new Set(allowed.map(({ step }) => step))]
  return {
    code: 'LINK_IGNORED',
    message: `Links of ${count(steps.length, 'other step')} were not looked at, as other-steps allows: ${firstOfThem(steps)}.`
  }
}

function firstOfThem(names: readonly string[]): string {
  const named = names.slice(0, NAMED).map((name) => quoteUntrusted(name, 100))
  return `${named.join(', ')}${names.length > NAMED ? ' and more' : ''}`
}
