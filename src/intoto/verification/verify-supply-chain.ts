// SPDX-License-Identifier: Apache-2.0
// Verification of a final product in the order of the specification (in-toto v1.0, 5.2). Failures that do not depend on
// each other are all collected; what depends on a failure is left out, so that one cause gives one report.
import { InTotoError } from '../../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { readSignedMetadata, readVerifiedPayload, type SignedMetadata } from '../envelope/signed-metadata.ts'
import { sha256HexOf } from '../hashing/sha256.ts'
import { describe } from '../json/json-at.ts'
import { isJsonObject, type JsonValue } from '../json/json-value.ts'
import { StringCache } from '../json/string-cache.ts'
import { keyIdOf } from '../keys/derive-key-id.ts'
import type { KeyId } from '../keys/key-id.ts'
import { identityMismatches, type KeylessIdentity } from '../keys/keyless-identity.ts'
import { formatUtcSeconds } from '../layout/expiry.ts'
import type { Inspection, Layout, Step } from '../layout/layout.ts'
import { parseLayout } from '../layout/parse-layout.ts'
import { substituteLayout, wildcardParameters } from '../layout/substitute-layout.ts'
import type { Link } from '../link/link.ts'
import { sublayoutDirectoryName } from '../link/link-file-name.ts'
import { parseLink } from '../link/parse-link.ts'
import { readRunBinding } from '../link/run-binding.ts'
import { LIMITS } from '../../base/limits.ts'
import { checkLayout } from './check-layout.ts'
import { checkLink } from './check-link.ts'
import { checkRuns, type ClaimedRun } from './check-runs.ts'
import { SignatureChecker } from './check-signatures.ts'
import { collectLinks, unreadable, type Evidence, type KeylessEvidence, type SignedEvidence } from './collect-links.ts'
import { compareCommand } from './compare-command.ts'
import { compareModes } from './compare-modes.ts'
import { compareLinks, type AttributedLink } from './compare-links.ts'
import { checkRules, type CheckRulesRequest } from './check-rules.ts'
import { certifiedRun, checkCertifiedRun, verifyBundle } from './keyless-link.ts'
import type { Failure, Warning } from './failure.ts'
import { summaryLink } from './summary-link.ts'
import type { ItemReport, LinkStore, Verification, VerificationRequest } from './verification.ts'

const NOTHING: ReadonlySet<string> = new Set()
const DAY = 24 * 60 * 60 * 1000

/**
 * Verifies a supply chain.
 *
 * A layout or a parameter that cannot be read is an error; everything that is wrong with the evidence is a failure in
 * the value returned.
 *
 * @throws every JSON_, METADATA_, KEY_ and PARAMETER_ code, for the layout; whatever the ports throw
 */
export async function verifySupplyChain(request: VerificationRequest): Promise<Verification> {
  const { metadata, failures } = await openLayout(request)
  const run = new VerificationRun(request)
  if (request.compatibility === 'reference') {
    run.warnings.push({ code: 'REFERENCE_COMPATIBLE', message: 'The strict checks were turned off.' })
  }
  const summary =
    metadata === undefined || failures.length > 0
      ? undefined
      : await run.layout(metadata, {
          prefix: '',
          depth: 0,
          links: request.links,
          parameters: request.parameters,
          summaryName: request.summaryName ?? ''
        })
  failures.push(...run.failures)
  // In the way of the reference only links that identities signed are bound to a run.
  failures.push(...checkRuns(run.claims, request.run))
  if (request.compatibility === 'strict') {
    if (run.claims.length > 0 && run.claims.every((claim) => claim.run === undefined)) {
      run.warnings.push({
        code: 'RUN_UNBOUND',
        message: 'No link names the run that it belongs to, so links of different runs could be mixed.'
      })
    }
  }
  const facts = { items: run.items, warnings: run.warnings }
  const [first, ...rest] = failures
  if (first !== undefined) return { ...facts, outcome: 'failed', failures: [first, ...rest] }
  return { ...facts, outcome: 'passed', summary: summary as Link }
}

/** The layout, and why its signatures do not count. With failures, nothing of it is believed. */
async function openLayout(
  request: VerificationRequest
): Promise<{ metadata: SignedMetadata | undefined; failures: Failure[] }> {
  const options = { source: request.layoutSource, maxBytes: LIMITS.layoutBytes, bytes: request.ports.bytes }
  const identities = request.layoutIdentities ?? []
  const metadata = readSignedMetadata(request.layout, options)
  const failures = await layoutOriginFailures(request)
  if (failures.length > 0) return { metadata, failures }
  if (identities.length === 0) return { metadata, failures: await layoutSignatureFailures(metadata, request) }
  const verified = await verifyLayoutBundle(request, identities)
  return 'failure' in verified
    ? { metadata: undefined, failures: [verified.failure] }
    : { metadata: readVerifiedPayload(verified.payload, options), failures: [] }
}

/** What is wrong before any signature is looked at. */
async function layoutOriginFailures(request: VerificationRequest): Promise<Failure[]> {
  const at = escapeUntrusted(request.layoutSource)
  const [keys, identities] = [request.layoutKeys.length, request.layoutIdentities?.length ?? 0]
  if ((keys === 0) === (identities === 0)) {
    return [
      {
        code: 'LAYOUT_KEYS_MISSING',
        at,
        message:
          keys === 0
            ? 'No key was given to verify the layout with, so anybody could have written it.'
            : 'Keys and identities were given to verify the layout with; one signature cannot be of both kinds.',
        details: [],
        hint: 'Give the public keys of the owners of the layout, or the identities of which one signed it.'
      }
    ]
  }
  if (request.layoutDigest === undefined) return []
  const found = await sha256HexOf(request.layout, request.ports.hasher)
  if (request.layoutDigest.toLowerCase() === found) return []
  return [
    {
      code: 'LAYOUT_DIGEST_DIFFERS',
      at,
      message: `The layout has the SHA-256 ${found}; ${quoteUntrusted(request.layoutDigest, 100)} was demanded.`,
      details: [],
      hint: 'An older layout that was signed once may have been put in its place. Use the one that was demanded.'
    }
  ]
}

/** The layout within a bundle that one of the identities signed. @throws TRUSTED_ROOT_MISSING */
async function verifyLayoutBundle(
  { layout, layoutSource, keyless }: VerificationRequest,
  identities: readonly KeylessIdentity[]
): Promise<{ payload: Uint8Array } | { failure: Failure }> {
  const at = escapeUntrusted(layoutSource)
  try {
    const { certificate, payload } = await verifyBundle(layout, layoutSource, keyless)
    const reasons = identities.map((identity) => identityMismatches(identity, certificate))
    if (reasons.some((list) => list.length === 0)) return { payload }
    return {
      failure: {
        code: 'LAYOUT_IDENTITY_OTHER',
        at,
        message: `The layout is signed by ${quoteUntrusted(certificate.subject)}, and not by an identity that was demanded.`,
        details: reasons.map((list) => list.join(' and ')),
        hint: 'Give the identity of whom you trust to write the layout, or let its owner sign it.'
      }
    }
  } catch (error) {
    if (!(error instanceof InTotoError) || !/^(BUNDLE|JSON|METADATA)_/.test(error.code)) throw error
    return {
      failure: {
        code: 'LAYOUT_BUNDLE_REFUSED',
        errorCode: error.code,
        at,
        message: `The bundle around the layout is refused: ${error.message}`,
        details: [],
        hint: error.hint ?? 'Let the owners of the layout sign it again.'
      }
    }
  }
}

/** Every key that the caller gave must have signed the layout; there is no "m of n" (5.2, step 1). */
async function layoutSignatureFailures(metadata: SignedMetadata, request: VerificationRequest): Promise<Failure[]> {
  const at = escapeUntrusted(request.layoutSource)
  const checker = new SignatureChecker(metadata, request.compatibility, request.ports.signatures)
  const failures: Failure[] = []
  for (const key of request.layoutKeys) {
    const keyIds = [keyIdOf(key, 'current'), keyIdOf(key, 'legacy')]
    if ((await checker.check(key, keyIds, true)) === 'valid') continue
    const named = metadata.signatures.some(({ keyId }) => (keyIds as string[]).includes(keyId))
    failures.push(
      named
        ? {
            code: 'LAYOUT_SIGNATURE_INVALID',
            at,
            message: `The signature of key ${keyIds[0]} does not fit the layout: the layout was changed after it was signed.`,
            details: [],
            hint: 'Let the owners review the layout and sign it again.'
          }
        : {
            code: 'LAYOUT_SIGNATURE_MISSING',
            at,
            message: `The layout is not signed by key ${keyIds[0]}.`,
            details: metadata.signatures.map(({ keyId }) => `signed by ${escapeUntrusted(keyId, 100)}`),
            hint: 'Give the key of whom you trust to write the layout, or let its owner sign it.'
          }
    )
  }
  return failures
}

/** Where one layout stands in a tree of layouts. */
interface LayoutPosition {
  /** The steps of outer layouts, each followed by "/"; escaped. */
  readonly prefix: string
  readonly depth: number
  readonly links: LinkStore
  readonly parameters: ReadonlyMap<string, string> | undefined
  readonly summaryName: string
}

/** A step whose links were accepted. */
interface AcceptedStep {
  readonly link: Link
  readonly functionaries: readonly KeyId[]
  readonly kind: 'step' | 'sublayout'
}

class VerificationRun {
  readonly failures: Failure[] = []
  readonly warnings: Warning[] = []
  readonly items: ItemReport[] = []
  readonly claims: ClaimedRun[] = []
  readonly #request: VerificationRequest
  readonly #strict: boolean
  readonly #strings = new StringCache('supply-chain')

  constructor(request: VerificationRequest) {
    this.#request = request
    this.#strict = request.compatibility === 'strict'
  }

  /** Steps 2 to 11 for one layout whose signatures are verified. Returns its summary link, also when something failed. */
  async layout(metadata: SignedMetadata, position: LayoutPosition): Promise<Link> {
    const { compatibility } = this.#request
    const failuresBefore = this.failures.length
    const parsed = parseLayout(metadata.payload)
    this.#checkExpiry(parsed.layout, position)
    if (this.#strict) this.#fail(position, checkLayout(parsed))
    const layout = this.#substitute(parsed.layout, position)
    const accepted = await this.#steps(layout, position)
    const links = new Map([...accepted].map(([name, { link }]) => [name, link]))
    const unavailable = new Set(layout.steps.map(({ name }) => name).filter((name) => !accepted.has(name)))
    for (const step of layout.steps) {
      const found = accepted.get(step.name)
      if (found === undefined) continue
      this.warnings.push(...compareCommand(step, found.link, { prefix: position.prefix, compatibility }))
      this.#compareCheckout(step, found, position)
      this.#applyRules(step, { links, unavailable }, position, { ...found, threshold: step.threshold })
    }
    this.warnings.push(...compareModes(links, position.prefix))
    // The reference looks at this layout alone; a chain that is known to be bad runs nothing here.
    const failed = this.#strict
      ? this.failures.length > 0 || checkRuns(this.claims, this.#request.run).length > 0
      : this.failures.length > failuresBefore
    await this.#inspect(layout, links, position, failed)
    return summaryLink(layout, links, position.summaryName)
  }

  #fail({ prefix }: LayoutPosition, failures: readonly Failure[]): void {
    for (const failure of failures) {
      this.failures.push(
        prefix === '' || failure.step === undefined ? failure : { ...failure, step: `${prefix}${failure.step}` }
      )
    }
  }

  /** A layout that expires at this very second has expired, as in the reference since 2.1. */
  #checkExpiry(layout: Layout, position: LayoutPosition): void {
    const { now } = this.#request
    const expires = formatUtcSeconds(layout.expires)
    const where = position.prefix === '' ? 'The layout' : `The layout of step "${position.prefix.slice(0, -1)}"`
    if (layout.expires <= now) {
      this.#fail(position, [
        {
          code: 'LAYOUT_EXPIRED',
          ...(position.prefix === '' ? { at: escapeUntrusted(this.#request.layoutSource) } : {}),
          message: `${where} expired at ${expires}; the time of verification is ${formatUtcSeconds(now)}.`,
          details: [],
          hint: 'Let its owners review the layout and sign it with a later date.'
        }
      ])
    } else if (layout.expires - now < 14 * DAY) {
      this.warnings.push({ code: 'LAYOUT_EXPIRES_SOON', message: `${where} expires at ${expires}.` })
    }
  }

  #substitute(layout: Layout, position: LayoutPosition): Layout {
    const { parameters } = position
    if (parameters === undefined) return layout
    if (this.#strict) this.#fail(position, wildcardParameters(layout, parameters))
    return substituteLayout(layout, parameters)
  }

  async #steps(layout: Layout, position: LayoutPosition): Promise<Map<string, AcceptedStep>> {
    const accepted = new Map<string, AcceptedStep>()
    for (const [index, step] of layout.steps.entries()) {
      if (position.depth === 0) this.#request.onProgress?.(index, layout.steps.length)
      const stepPath = `${position.prefix}${escapeUntrusted(step.name)}`
      const { compatibility, ports, keyless } = this.#request
      const collected = await collectLinks({
        step,
        stepPath,
        layout,
        links: position.links,
        compatibility,
        strings: this.#strings,
        keyless,
        ports
      })
      this.failures.push(...collected.failures)
      this.warnings.push(...collected.warnings)
      const found = await this.#readEvidence(step, stepPath, collected.evidence, position)
      if (found !== undefined && collected.failures.length === 0) accepted.set(step.name, found)
    }
    return accepted
  }

  async #readEvidence(
    step: Step,
    stepPath: string,
    evidence: readonly Evidence[],
    position: LayoutPosition
  ): Promise<AcceptedStep | undefined> {
    let first: AttributedLink | undefined
    let kind: AcceptedStep['kind'] = 'step'
    const agreement = this.#strict || step.threshold > 1
    let readable = true
    for (const item of evidence) {
      const link =
        item.kind === 'keyless'
          ? this.#keylessLink(step, stepPath, item, position)
          : await this.#readLink(step, stepPath, item, position)
      if (link === undefined) {
        readable = false
        continue
      }
      if (item.kind === 'signed' && item.metadata.kind === 'layout') kind = 'sublayout'
      if (first === undefined) first = { keyId: item.keyId, link }
      else if (agreement) this.failures.push(...compareLinks(step.name, stepPath, first, { keyId: item.keyId, link }))
    }
    if (first === undefined || !readable) return undefined
    return { link: first.link, functionaries: evidence.map(({ keyId }) => keyId), kind }
  }

  /** The link that an identity signed. Its certificate tells the run, whatever the link says. */
  #keylessLink(step: Step, stepPath: string, evidence: KeylessEvidence, position: LayoutPosition): Link {
    const { parsed, certificate, at } = evidence
    const certified = certifiedRun(certificate)
    // The reference has no such links, so there is nothing of its own to be compatible with.
    this.#fail(position, checkLink(parsed, step.name, at))
    this.failures.push(...checkCertifiedRun(parsed, certified, stepPath))
    this.claims.push({ step: stepPath, run: certified ?? readRunBinding(parsed.link.environment) })
    return parsed.link
  }

  /** The link of one functionary: read from the file, or the summary of the layout that stands in its place. */
  async #readLink(
    step: Step,
    stepPath: string,
    evidence: SignedEvidence,
    position: LayoutPosition
  ): Promise<Link | undefined> {
    const { metadata, at } = evidence
    try {
      if (metadata.kind === 'layout') return await this.#sublayout(step, stepPath, evidence, position)
      const parsed = parseLink(metadata.payload)
      if (this.#strict) {
        this.#fail(position, checkLink(parsed, step.name, at))
        this.claims.push({ step: stepPath, run: readRunBinding(parsed.link.environment) })
      }
      return parsed.link
    } catch (error) {
      this.failures.push(unreadable(error, stepPath, at))
      return undefined
    }
  }

  /** 5.2, step 7: verified like any layout, with the functionary's key and the links of its own directory. */
  async #sublayout(
    step: Step,
    stepPath: string,
    { metadata, keyId }: SignedEvidence,
    position: LayoutPosition
  ): Promise<Link | undefined> {
    if (position.depth >= LIMITS.sublayoutDepth) {
      this.failures.push({
        code: 'SUBLAYOUT_TOO_DEEP',
        step: stepPath,
        message: `Layouts nest deeper than ${LIMITS.sublayoutDepth} levels.`,
        details: [],
        hint: 'Flatten the layouts.'
      })
      return undefined
    }
    return this.layout(metadata, {
      prefix: `${stepPath}/`,
      depth: position.depth + 1,
      links: position.links.sub(sublayoutDirectoryName(step.name, keyId)),
      parameters: undefined,
      summaryName: step.name
    })
  }

  /** A stage may check out something else than the commit of its run, on purpose or not. */
  #compareCheckout({ name }: Step, { link }: AcceptedStep, { prefix }: LayoutPosition): void {
    const checkout = link.environment.get('checkout')
    const run = readRunBinding(link.environment)
    if (checkout === undefined || run === undefined || run === 'malformed' || run.commit === undefined) return
    const commit = isJsonObject(checkout) ? checkout.get('commit') : undefined
    if (commit === run.commit) return
    this.warnings.push({
      code: 'CHECKOUT_OF_OTHER_COMMIT',
      step: `${prefix}${escapeUntrusted(name)}`,
      message: `Step ${quoteUntrusted(name)} checked out ${typeof commit === 'string' ? quoteUntrusted(commit, 80) : 'something that it does not name'}; the run is of commit ${quoteUntrusted(run.commit, 80)}.`
    })
  }

  /** 5.2, step 10, for one step or inspection. */
  #applyRules(
    item: Step | Inspection,
    others: Pick<CheckRulesRequest, 'links' | 'unavailable'>,
    position: LayoutPosition,
    facts: { link: Link; kind: ItemReport['kind']; functionaries: readonly string[]; threshold: number | bigint }
  ): void {
    const { failures, trace } = checkRules({ item, link: facts.link, ...others })
    this.#fail(position, failures)
    this.items.push({
      name: `${position.prefix}${escapeUntrusted(item.name)}`,
      kind: facts.kind,
      functionaries: facts.functionaries,
      threshold: facts.threshold,
      materials: facts.link.materials.size,
      products: facts.link.products.size,
      trace
    })
  }

  /** 5.2, step 11: commands of the layout run only when allowed, and never on a product that failed already. */
  async #inspect(
    layout: Layout,
    chain: ReadonlyMap<string, Link>,
    position: LayoutPosition,
    failed: boolean
  ): Promise<void> {
    const { inspections: runner } = this.#request
    const [first] = layout.inspections
    if (first === undefined) return
    const nested = position.depth > 0 && this.#request.inspectionsOf === 'root'
    if (runner === undefined || nested) {
      this.#fail(position, [inspectionNotAllowed(layout.inspections.map(({ name }) => quoteUntrusted(name)))])
      return
    }
    if (runner === 'withheld') {
      this.#fail(position, [inspectionWithheld(first)])
      return
    }
    if (failed) return
    const links = new Map(chain)
    for (const inspection of layout.inspections) {
      const link = await runner.run(inspection)
      const value = link.byproducts.get('return-value')
      if (value !== 0) {
        this.#fail(position, [inspectionFailed(inspection, value)])
        return
      }
      links.set(inspection.name, link)
    }
    for (const inspection of layout.inspections) {
      const link = links.get(inspection.name) as Link
      this.#applyRules(inspection, { links, unavailable: NOTHING }, position, {
        link,
        kind: 'inspection',
        functionaries: [],
        threshold: 0
      })
    }
  }
}

function inspectionNotAllowed(names: readonly string[]): Failure {
  return {
    code: 'INSPECTION_NOT_ALLOWED',
    message: `The layout demands inspections (${names.join(', ')}), which run commands that the layout chooses; that was not allowed.`,
    details: [],
    hint: 'If you trust the layout to run commands here, allow inspections.'
  }
}

function inspectionWithheld({ name }: Inspection): Failure {
  return {
    code: 'INSPECTION_WITHHELD',
    step: escapeUntrusted(name),
    message: `The inspection ${quoteUntrusted(name)} and those after it were not run, because something else is wrong already.`,
    details: [],
    hint: 'Mend the rest first.'
  }
}

function inspectionFailed(inspection: Inspection, value: JsonValue | undefined): Failure {
  return {
    code: 'INSPECTION_FAILED',
    step: escapeUntrusted(inspection.name),
    message: `The inspection ${quoteUntrusted(inspection.name)} did not succeed: ${
      value === undefined ? 'it has no command' : `its command returned ${describe(value)}`
    }.`,
    details: [escapeUntrusted(inspection.run.join(' '))],
    hint: 'Look at what the inspection printed.'
  }
}
