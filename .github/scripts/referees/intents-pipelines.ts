// SPDX-License-Identifier: Apache-2.0
// The rules that intents compile to, judged by others: of every named pipeline an honest run and five changed ones, and
// all judges say the same of each. The check stands aside here; intents.ts has it.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseCount, Chance, seed } from '../../../__tests__/support/cases.ts'
import { MemoryStore, NOW, OWNER } from '../../../__tests__/support/chain.ts'
import { builtLayout, FUNCTIONARIES } from '../../../__tests__/support/intents/built-layout.ts'
import { honestRuns } from '../../../__tests__/support/intents/harness.ts'
import { fileMutations } from '../../../__tests__/support/intents/mutate-files.ts'
import { NAMED_PIPELINES } from '../../../__tests__/support/intents/named-pipelines.ts'
import type { PlainPipeline } from '../../../__tests__/support/intents/plain-pipeline.ts'
import type { PlainRun } from '../../../__tests__/support/intents/plain-run.ts'
import { linkOf } from '../../../__tests__/support/intents/run-links.ts'
import { signMetadata, type SigningIdentity } from '../../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf, type KeyIdForm } from '../../../src/intoto/keys/derive-key-id.ts'
import { encodeLayout } from '../../../src/intoto/layout/encode-layout.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { verifySupplyChain } from '../../../src/intoto/verification/verify-supply-chain.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { runProgram } from '../harness/run-program.ts'
import { FORMATS, type Court, type Format } from './court.ts'

/** Changed runs of each pipeline. */
const CHANGED = 5

interface Case {
  readonly pipeline: PlainPipeline
  readonly what: string
  readonly run: PlainRun
}

/** in-toto-golang looks for the older form of key ids. */
const as = ({ signer }: SigningIdentity, form: KeyIdForm): SigningIdentity => ({
  signer,
  keyId: keyIdOf(signer.publicKey, form)
})

function casesOf(pipeline: PlainPipeline, chance: Chance): readonly Case[] {
  const [honest] = honestRuns(pipeline, chance, 1)
  if (honest === undefined) throw new Error(`${pipeline.name} cannot be run honestly`)
  const mutations = [...fileMutations(honest)]
  const changed = Array.from({ length: CHANGED }, () => chance.pick(mutations))
  return [
    { pipeline, what: 'honest', run: honest.run },
    ...changed.map(({ what, place, step, run }) => ({ pipeline, what: `${what}, ${place} ${step}`, run: run() }))
  ]
}

/** The files of a layout without the check and of its links, by name. */
function filesOf({ pipeline, run }: Case, format: Format): ReadonlyMap<string, Uint8Array> {
  const { layout } = builtLayout(pipeline, 'legacy')
  const payload = encodeLayout({ ...layout, inspections: [] })
  const files = new Map([
    ['root.layout', signMetadata({ payload, format, signers: [as(OWNER, 'current'), as(OWNER, 'legacy')] })]
  ])
  for (const [step, links] of run.links)
    for (const [index, link] of links.entries()) {
      const signer = as(FUNCTIONARIES[index] ?? FUNCTIONARIES[0], 'legacy')
      const signed = signMetadata({ payload: encodeLink(linkOf(link, run)), format, signers: [signer] })
      files.set(linkFileName(step, signer.keyId), signed)
    }
  return files
}

async function byUs(files: ReadonlyMap<string, Uint8Array>): Promise<'passed' | 'failed'> {
  const { outcome } = await verifySupplyChain({
    ports: NODE_PORTS,
    layout: files.get('root.layout') ?? new Uint8Array(),
    layoutSource: 'root.layout',
    layoutKeys: [OWNER.signer.publicKey],
    links: new MemoryStore(new Map(files)),
    now: NOW,
    compatibility: 'reference'
  })
  return outcome
}

/** @param python the directory of its programs @param go its program */
export async function pipelinesAreJudgedAlike(court: Court, python: string, go: string): Promise<void> {
  const chance = new Chance(seed())
  const all = NAMED_PIPELINES.flatMap((pipeline) => casesOf(pipeline, chance))
  const tried = new Set<Case>()
  while (tried.size < caseCount(all.length)) tried.add(chance.pick(all))
  for (const [index, one] of [...tried].entries())
    for (const format of FORMATS) {
      const at = court.directory(`pipeline-${index}-${format}`)
      const files = filesOf(one, format)
      mkdirSync(join(at, 'links'), { recursive: true })
      for (const [name, bytes] of files) writeFileSync(join(at, name === 'root.layout' ? name : `links/${name}`), bytes)
      writeFileSync(join(at, 'owner.pub'), OWNER.signer.publicKey.pem)
      const words = ['--layout', join(at, 'root.layout'), '--link-dir', join(at, 'links')]
      const owner = join(at, 'owner.pub')
      await court.tally.check(`all judge alike: ${one.pipeline.name}, ${one.what} (${format})`, async () => {
        const ours = await byUs(files)
        if (one.what === 'honest') assert.equal(ours, 'passed')
        const asked = [
          await runProgram(join(python, 'in-toto-verify'), [...words, '--verification-keys', owner], { cwd: at }),
          await runProgram(go, ['verify', ...words, '--layout-keys', owner], { cwd: at })
        ]
        for (const { status, text } of asked) assert.equal(status === 0 ? 'passed' : 'failed', ours, text)
      })
    }
}
