// SPDX-License-Identifier: Apache-2.0
// The pipelines that the tests of intents were written for, as layouts that our compiler made: others pass each honest run
// with our program, and judge the rules alone as we do, of honest runs and of single mutations.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signMetadata } from '../../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { encodeLayout } from '../../../src/intoto/layout/encode-layout.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { OWNER } from '../../../__tests__/support/chain.ts'
import { caseCount, Chance, seed } from '../../../__tests__/support/cases.ts'
import { builtLayout, FUNCTIONARIES } from '../../../__tests__/support/intents/built-layout.ts'
import { honestRuns } from '../../../__tests__/support/intents/harness.ts'
import { evidenceMutations } from '../../../__tests__/support/intents/mutate-evidence.ts'
import { fileMutations } from '../../../__tests__/support/intents/mutate-files.ts'
import { NAMED_PIPELINES } from '../../../__tests__/support/intents/named-pipelines.ts'
import { OF_REFERENCE } from '../../../__tests__/support/intents/named/of-reference.ts'
import type { PlainPipeline } from '../../../__tests__/support/intents/plain-pipeline.ts'
import type { PlainRun } from '../../../__tests__/support/intents/plain-run.ts'
import { linkOf } from '../../../__tests__/support/intents/run-links.ts'
import type { Court } from './court.ts'
import { askJudge, expectVerdict, judgesOf, textsOf, WHOLE_WORLD, type Judges } from './intents-judges.ts'

/** Mutations of each pipeline that are judged by the rules alone. */
const MUTATIONS = 5

export async function pipelinesAreJudgedAlike(court: Court, judges: Judges): Promise<void> {
  for (const pipeline of OF_REFERENCE)
    await court.tally.check(`an honest run passes everywhere, and nowhere without the program: ${pipeline.name}`, () =>
      examplePasses(court, judges, pipeline)
    )
  const chance = new Chance(seed())
  const some = NAMED_PIPELINES.filter(() => chance.below(NAMED_PIPELINES.length) < caseCount(NAMED_PIPELINES.length))
  for (const pipeline of some.length === 0 ? NAMED_PIPELINES.slice(0, 1) : some)
    await court.tally.check(`by the rules alone all judge alike: ${pipeline.name}`, () =>
      rulesJudgeAlike(court, judges, pipeline)
    )
}

async function examplePasses(court: Court, judges: Judges, pipeline: PlainPipeline): Promise<void> {
  const [honest] = [...honestRuns(pipeline, new Chance(seed()), 1)]
  assert.ok(honest, 'the pipeline has no honest run')
  const at = write(court, pipeline, honest.run, 'with the check')
  for (const judge of judgesOf(at, judges)) {
    expectVerdict(await askJudge(court, judge, at, WHOLE_WORLD), 'passed')
    if (judge.isOurs) continue
    expectVerdict(await askJudge(court, judge, at, { ...WHOLE_WORLD, program: 'nowhere' }), 'refused')
  }
}

async function rulesJudgeAlike(court: Court, judges: Judges, pipeline: PlainPipeline): Promise<void> {
  const chance = new Chance(seed())
  const [honest] = [...honestRuns(pipeline, chance, 1)]
  if (honest === undefined) return
  const mutations = [...fileMutations(honest), ...evidenceMutations(honest)]
  const runs = [honest.run, ...Array.from({ length: MUTATIONS }, () => chance.pick(mutations).run())]
  for (const run of runs) {
    // What stands in the place of a link is judged elsewhere.
    if ([...run.links.values()].flat().some(({ kind }) => kind !== 'link')) continue
    const at = write(court, pipeline, run, 'by rules alone')
    const verdicts = await Promise.all(judgesOf(at, judges).map((judge) => askJudge(court, judge, at, WHOLE_WORLD)))
    assert.equal(new Set(verdicts.map(({ status }) => status === 0)).size, 1, textsOf(verdicts))
    if (run === honest.run) assert.equal(verdicts[0]?.status, 0, textsOf(verdicts))
  }
}

let written = 0

/** Writes a run and its signed layout; returns where. */
function write(
  court: Court,
  pipeline: PlainPipeline,
  run: PlainRun,
  inspect: 'with the check' | 'by rules alone'
): string {
  written += 1
  const at = court.directory(`pipeline-${written}`)
  mkdirSync(join(at, 'links'), { recursive: true })
  for (const [step, links] of run.links)
    for (const [index, plain] of links.entries()) {
      const signer = FUNCTIONARIES[index] ?? FUNCTIONARIES[0]
      const link = signMetadata({ payload: encodeLink(linkOf(plain, run)), format: 'dsse', signers: [signer] })
      writeFileSync(join(at, 'links', linkFileName(step, signer.keyId)), link)
    }
  const { layout } = builtLayout(pipeline)
  const owner = OWNER.signer
  const signers = [OWNER, { signer: owner, keyId: keyIdOf(owner.publicKey, 'legacy') }]
  const payload = encodeLayout(inspect === 'with the check' ? layout : { ...layout, inspections: [] })
  writeFileSync(join(at, 'root.layout'), signMetadata({ payload, format: 'dsse', signers }))
  writeFileSync(join(at, 'owner.pub'), owner.publicKey.pem)
  return at
}
