// SPDX-License-Identifier: Apache-2.0
// Steps 5 to 7 and 9 (in-toto v1.0, 5.2): from the files of the steps to one link for each step whose functionaries
// signed and agree.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Intents } from '../intents/intents.ts'
import type { AcceptedEvidence, AcceptedSublayout } from '../intents/intents-evidence.ts'
import { kindOf, type SignedMetadata } from '../envelope/signed-metadata.ts'
import { CoreError } from '../codes.ts'
import type { JsonObject } from '../json/json-value.ts'
import type { StringCache } from '../json/string-cache.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { Layout, Step } from '../layout/layout.ts'
import { sublayoutDirectoryName } from '../link/link-file-name.ts'
import type { Link } from '../link/link.ts'
import { productsOnDisk } from '../link/on-disk.ts'
import { parseLink } from '../link/parse-link.ts'
import { payloadOf } from './payload-of.ts'
import { readRunBinding } from '../link/run-binding.ts'
import { checkLink } from './check-link.ts'
import type { ClaimedRun } from './check-runs.ts'
import { claimedSource } from './claimed-source.ts'
import { unreadable } from './collect-file.ts'
import { collectLinks } from './collect-links.ts'
import { compareLinks, sameArtifacts, type AttributedLink } from './compare-links.ts'
import type { Evidence, KeylessEvidence, SignedEvidence } from './evidence.ts'
import type { Findings } from './findings.ts'
import { certifiedRun, checkCertifiedRun } from './keyless-link.ts'
import type { LayoutPosition } from './layout-position.ts'
import type { VerificationRequest } from './verification.ts'
import { countedStore } from './counted-store.ts'
import { rememberReads } from './remember-reads.ts'
import { tooCostly, tooManyLayouts, type SublayoutBounds } from './work.ts'
import { WorkExceeded } from './work-exceeded.ts'

/** A step whose links were accepted. */
export interface AcceptedStep {
  readonly link: Link
  readonly functionaries: readonly KeyId[]
  readonly kind: 'step' | 'sublayout'
  /** All links that counted, `link` the first of them. What they record alike is held once. */
  readonly evidence: readonly AcceptedEvidence[]
  /** What its links say alike of products on a disk, as an environment. */
  readonly onDisk: JsonObject
}

/** A layout that was verified, whether it passed or not. */
export interface VerifiedLayout extends Pick<AcceptedSublayout, 'inIntents' | 'intents' | 'claims'> {
  readonly summary: Link
}

/** Verifies a layout that stands in the place of a link. */
export type VerifySublayout = (metadata: SignedMetadata, position: LayoutPosition) => Promise<VerifiedLayout>

export interface AcceptStepsRequest {
  readonly request: VerificationRequest
  readonly findings: Findings
  readonly bounds: SublayoutBounds
  /** Shared by all links of a verification. */
  readonly strings: StringCache
  readonly layout: Layout
  /** What it says in intents: the links of such a step agree, however many it needs. */
  readonly intents: Intents | undefined
  readonly position: LayoutPosition
  readonly verifySublayout: VerifySublayout
}

/** One step, and the layouts around it. */
interface StepContext extends AcceptStepsRequest {
  readonly step: Step
  /** With the steps of outer layouts before it, escaped. */
  readonly stepPath: string
}

/** The steps of a layout that have enough links; why another has not goes to the findings. @throws what the ports throw */
export async function acceptSteps(wanted: AcceptStepsRequest): Promise<Map<string, AcceptedStep>> {
  const { request, findings, strings, layout, position } = wanted
  const { compatibility, ports, keyless, known } = request
  const accepted = new Map<string, AcceptedStep>()
  for (const [index, step] of layout.steps.entries()) {
    if (position.depth === 0) request.onProgress?.(index, layout.steps.length)
    const stepPath = `${position.prefix}${escapeUntrusted(step.name)}`
    const links = rememberReads(position.links, position.seen)
    const collected = await collectLinks({
      step,
      stepPath,
      layout,
      links,
      compatibility,
      strings,
      keyless,
      known,
      // More could not be held, so it is not built either.
      signedValues: position.depth > 0 ? wanted.bounds.held.values : undefined,
      ports
    })
    findings.fail('', collected.failures)
    findings.warn(collected.warnings)
    for (const { at } of collected.evidence) position.counted.add(at)
    const found = await readEvidence(collected.evidence, { ...wanted, step, stepPath })
    if (found !== undefined && collected.failures.length === 0) accepted.set(step.name, found)
  }
  return accepted
}

async function readEvidence(evidence: readonly Evidence[], context: StepContext): Promise<AcceptedStep | undefined> {
  const { step, stepPath, findings, request } = context
  let first: AttributedLink | undefined
  const counted: AcceptedEvidence[] = []
  const isChecked = context.intents?.steps.has(step.name) === true
  const agreement = request.compatibility === 'strict' || step.threshold > 1 || isChecked
  let readable = true
  for (const item of evidence) {
    const found = await linkOf(item, context)
    if (found === undefined) {
      readable = false
      continue
    }
    const { link } = found
    // The links of the root layout are what its owners answer for.
    if (context.position.depth > 0) context.bounds.held.take(link)
    if (first === undefined) first = { keyId: item.keyId, link }
    else if (agreement) findings.fail('', compareLinks(step.name, stepPath, first, { keyId: item.keyId, link }))
    counted.push({ ...found, link: sharing(link, first.link) })
  }
  if (first === undefined || !readable) return undefined
  return {
    link: first.link,
    functionaries: evidence.map(({ keyId }) => keyId),
    kind: counted.some(({ kind }) => kind === 'sublayout') ? 'sublayout' : 'step',
    evidence: counted,
    onDisk: productsOnDisk(counted.map(({ link }) => link.environment))
  }
}

/** Links of one step mostly record the same, and there may be many. */
function sharing(link: Link, first: Link): Link {
  return {
    ...link,
    materials: sameArtifacts(link.materials, first.materials) ? first.materials : link.materials,
    products: sameArtifacts(link.products, first.products) ? first.products : link.products
  }
}

async function linkOf(item: Evidence, context: StepContext): Promise<AcceptedEvidence | undefined> {
  switch (item.kind) {
    case 'signed': {
      const link = await signedLink(item, context)
      item.release()
      return link
    }
    case 'keyless':
      return asLink(item.at, keylessLink(item, context))
  }
}

const asLink = (at: string, link: Link): AcceptedEvidence => ({ kind: 'link', at, link })

/** The link that an identity signed. Its certificate tells the run, whatever the link says. */
function keylessLink({ parsed, certificate, at }: KeylessEvidence, context: StepContext): Link {
  const { step, stepPath, findings, position } = context
  const certified = certifiedRun(certificate)
  // The reference has no such links, so there is nothing of its own to be compatible with.
  findings.fail(position.prefix, checkLink(parsed, step.name, at))
  findings.fail('', checkCertifiedRun(parsed, certified, stepPath))
  const run = certified ?? readRunBinding(parsed.link.environment)
  findings.claims.push({ step: stepPath, run })
  noteSource(parsed.link, { step: stepPath, run }, context)
  return parsed.link
}

/** The reference knows neither runs nor source; where somebody says what they must be, they are looked at all the same. */
function noteSource(link: Link, claimed: ClaimedRun, { findings, request, intents, step }: StepContext): void {
  const { compatibility, source, runFacts } = request
  if (compatibility === 'strict' || source !== undefined || runFacts !== undefined)
    findings.sources.push(claimedSource(link, claimed, intents?.steps.get(step.name)))
}

function isLayout({ known, metadata }: SignedEvidence): boolean {
  return known === undefined && kindOf(metadata.signedPayload) === 'layout'
}

/** The link of one functionary: read from the file, or the summary of the layout that stands in its place. */
async function signedLink(evidence: SignedEvidence, context: StepContext): Promise<AcceptedEvidence | undefined> {
  const { metadata, known, at } = evidence
  const { step, stepPath, findings, position, request } = context
  try {
    if (isLayout(evidence)) {
      checkLayoutSize(metadata, context.bounds)
      return await sublayoutSummary(evidence, context)
    }
    const parsed = known ?? parseLink(payloadOf(metadata, request.compatibility))
    const claimed = { step: stepPath, run: readRunBinding(parsed.link.environment) }
    if (request.compatibility === 'strict') {
      findings.fail(position.prefix, checkLink(parsed, step.name, at))
      findings.claims.push(claimed)
    }
    noteSource(parsed.link, claimed, context)
    return asLink(at, parsed.link)
  } catch (error) {
    // Below the root, the bound is what is left of all that may be held.
    if (position.depth > 0 && error instanceof CoreError && error.code === 'JSON_TOO_MANY_VALUES')
      throw new WorkExceeded('memory')
    findings.fail('', [unreadable(error, stepPath, at)])
    return undefined
  }
}

/** A layout is a layout, also in the place of a link. @throws JSON_TOO_LARGE */
function checkLayoutSize(metadata: SignedMetadata, { layoutBytes }: SublayoutBounds): void {
  const { length } = metadata.signedBytes()
  if (length <= layoutBytes) return
  throw new CoreError('JSON_TOO_LARGE', `The layout has ${length} bytes; at most ${layoutBytes} are read.`, {
    at: metadata.signedPayload.where
  })
}

/** Step 7: verified like any layout, with the functionary's key and the links of its own directory. */
async function sublayoutSummary(
  { metadata, keyId, at }: SignedEvidence,
  { step, stepPath, findings, bounds, intents, position, verifySublayout }: StepContext
): Promise<AcceptedEvidence | undefined> {
  if (position.depth >= LIMITS.sublayoutDepth) {
    findings.fail('', [
      {
        code: 'SUBLAYOUT_TOO_DEEP',
        step: stepPath,
        message: `Layouts nest deeper than ${LIMITS.sublayoutDepth} levels.`,
        details: [],
        hint: 'Flatten the layouts.'
      }
    ])
    return undefined
  }
  if (!bounds.takeLayout()) {
    findings.fail('', [tooManyLayouts(stepPath)])
    return undefined
  }
  const { work, held } = bounds
  const links = position.links.sub(sublayoutDirectoryName(step.name, keyId))
  try {
    const { summary, ...told } = await held.within(() =>
      verifySublayout(metadata, {
        prefix: `${stepPath}/`,
        depth: position.depth + 1,
        links: position.depth === 0 ? countedStore(links, work) : links,
        parameters: undefined,
        summaryName: step.name,
        ofRun: position.ofRun || intents?.sourceCommit === 'run',
        counted: new Set(),
        seen: new Map(),
        work
      })
    )
    // Of the others the root layout keeps what stands for them.
    if (position.depth === 0) held.take(summary)
    return { kind: 'sublayout', at, link: summary, ...told }
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error
    findings.fail('', [tooCostly(stepPath, error.of)])
    return undefined
  }
}
