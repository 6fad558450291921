// SPDX-License-Identifier: Apache-2.0
// Verification as a judge: the layout that the text builds and links, signed, rules and check together. Layouts in the
// place of links are left to others.
import { signMetadata } from '../../../src/intoto/envelope/sign-metadata.ts'
import { encodeLayout } from '../../../src/intoto/layout/encode-layout.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import type { ExpectedSource } from '../../../src/intoto/verification/expected-source.ts'
import type { Compatibility, Verification, VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import { verifySupplyChain } from '../../../src/intoto/verification/verify-supply-chain.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { MemoryStore, NOW, OWNER } from '../chain.ts'
import { builtLayout, FUNCTIONARIES } from './built-layout.ts'
import type { Answer, Judge, Told } from './judge.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import type { Knowledge, PlainLink, PlainRun } from './plain-run.ts'
import { filesOfCommit, linkOf, sourceOfClaim } from './run-links.ts'

export const wholeJudge = (compatibility: Compatibility): Judge => ({
  name: `verification, ${compatibility}`,
  reasons: 'the cause',
  of: (pipeline) => {
    const layout = signedLayout(pipeline)
    return async (run, known) =>
      isOfLinks(run) ? answerOf(await verifySupplyChain(requestOf(layout, run, known, compatibility))) : undefined
  }
})

export function signedLayout(pipeline: PlainPipeline): Uint8Array {
  const { layout } = builtLayout(pipeline)
  return signMetadata({ payload: encodeLayout(layout), format: 'dsse', signers: [OWNER] })
}

/** Whether no layout stands in the place of a link. */
export function isOfLinks(run: PlainRun): boolean {
  return [...run.links.values()].flat().every(({ kind }) => kind === 'link')
}

/** The verification of a run, whose links are signed for it. */
export function requestOf(
  layout: Uint8Array,
  run: PlainRun,
  known: Knowledge,
  compatibility: Compatibility
): VerificationRequest {
  return {
    ports: NODE_PORTS,
    layout,
    layoutSource: 'root.layout',
    layoutKeys: [OWNER.signer.publicKey],
    links: storeOf(run),
    now: NOW,
    compatibility,
    branch: known.ref ? run.ref : undefined,
    source: expectedSource(run, known)
  }
}

function expectedSource({ truth }: PlainRun, known: Knowledge): ExpectedSource {
  const files = { ...sourceOfClaim(truth), digests: filesOfCommit(truth) }
  const commit = known.commit ? { commit: truth.commit } : {}
  return known.files
    ? { ...commit, files, checkedBy: 'the truth', claims: 'optional' }
    : { ...commit, claims: 'optional' }
}

function storeOf(run: PlainRun): MemoryStore {
  const store = new MemoryStore()
  const put = (name: string, plain: PlainLink, index: number): void => {
    const signer = FUNCTIONARIES[index] ?? FUNCTIONARIES[0]
    const payload = encodeLink(linkOf(plain, run))
    store.files.set(linkFileName(name, signer.keyId), signMetadata({ payload, format: 'dsse', signers: [signer] }))
  }
  for (const [step, links] of run.links) for (const [index, link] of links.entries()) put(step, link, index)
  const [[some] = []] = run.links.values()
  if (some !== undefined) for (const name of run.strangers) put(name, { ...some, name }, 0)
  return store
}

function answerOf(verification: Verification): Answer {
  if (verification.outcome === 'passed') {
    const { products } = verification.summary
    return {
      told: [],
      released: new Map([...products].map(([path, digest]) => [path, digest.slice('sha256:'.length)]))
    }
  }
  return {
    told: verification.failures.map(({ code, step, artifacts = [] }): Told => ({ code, step, files: artifacts }))
  }
}
