// SPDX-License-Identifier: Apache-2.0
// The check of intents on tables says what it says on maps, letter by letter: of honest runs and of mutated ones, of named
// pipelines and of random ones. Once as links are read, fast and with care, and once with some artifacts in either form,
// which also holds for layouts in the place of links.
import { expect, test } from '@jest/globals'
import { InTotoError } from '../../src/base/errors.ts'
import { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'
import type { Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { checkIntents } from '../../src/intoto/intents/check-intents.ts'
import type { AcceptedEvidence } from '../../src/intoto/intents/intents-evidence.ts'
import { verifySupplyChain } from '../../src/intoto/verification/verify-supply-chain.ts'
import { REPORT_FORMATS } from '../../src/reporting/formats.ts'
import { reportOf, reportOfError } from '../../src/reporting/report-of.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { TablesOf } from '../support/artifact-forms.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { honestRuns } from '../support/intents/harness.ts'
import { acceptedOf, knownOf } from '../support/intents/judge-check.ts'
import { isOfLinks, requestOf, signedLayout } from '../support/intents/judge-whole.ts'
import { evidenceMutations } from '../support/intents/mutate-evidence.ts'
import { fileMutations } from '../support/intents/mutate-files.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import { intentsOfPlain } from '../support/intents/plain-intents.ts'
import type { PlainPipeline } from '../support/intents/plain-pipeline.ts'
import { KNOWS_ALL, KNOWS_COMMIT, KNOWS_NOTHING, type PlainRun } from '../support/intents/plain-run.ts'
import { randomPipeline } from '../support/intents/random-pipeline.ts'

const LONG = 3_600_000
const KNOWLEDGE = [KNOWS_ALL, KNOWS_COMMIT, KNOWS_NOTHING] as const

/** An honest run and some of its mutations. */
function* runsOf(pipeline: PlainPipeline, chance: Chance, oneIn: number): Generator<PlainRun> {
  for (const honest of honestRuns(pipeline, chance, 1)) {
    yield honest.run
    for (const mutation of [...fileMutations(honest), ...evidenceMutations(honest)])
      if (chance.once(oneIn)) yield mutation.run()
  }
}

function* pipelines(chance: Chance): Generator<PlainPipeline> {
  for (let index = caseCount(2000); index > 0; index -= 1) yield randomPipeline(chance, `random ${index}`)
}

/** What `verify --json` prints, and what is final. */
async function printed(request: Parameters<typeof verifySupplyChain>[0]): Promise<string> {
  const settings = { colour: 'plain', place: undefined } as never
  try {
    const verification = await verifySupplyChain(request)
    const final = verification.outcome === 'passed' ? [...verification.summary.products] : []
    return `${REPORT_FORMATS.json.render(reportOf(verification, []), settings)}${JSON.stringify(final)}`
  } catch (error) {
    // What nobody foresaw is no answer, however alike both ways break.
    if (!(error instanceof InTotoError)) throw error
    return REPORT_FORMATS.json.render(reportOfError(error), settings)
  }
}

interface Seen {
  runs: number
  passed: number
}

async function verifyBoth(pipeline: PlainPipeline, chance: Chance, oneIn: number, seen: Seen): Promise<void> {
  const layout = signedLayout(pipeline)
  for (const run of runsOf(pipeline, chance, oneIn)) {
    if (!isOfLinks(run)) continue
    const known = chance.pick(KNOWLEDGE)
    const request = requestOf(layout, run, known, chance.once(4) ? 'reference' : 'strict')
    const careful = await printed({ ...request, ports: { ...NODE_PORTS, bytes: { ...NODE_BYTES, careful: true } } })
    expect([pipeline.name, await printed(request)]).toEqual([pipeline.name, careful])
    seen.runs += 1
    if (/"verdict":\s*"passed"/.test(careful)) seen.passed += 1
  }
}

test.each(['named', 'random'] as const)(
  'whole verifications of %s pipelines print the same',
  async (which) => {
    const chance = new Chance(seed())
    const seen: Seen = { runs: 0, passed: 0 }
    const all = which === 'named' ? NAMED_PIPELINES : pipelines(chance)
    // Of random ones there are many, of named ones few.
    const oneIn = which === 'random' ? 100 : caseCount(20) === 20 ? 4 : 80
    for (const pipeline of all) await verifyBoth(pipeline, chance, oneIn, seen)
    expect([seen.passed > 0, seen.runs > seen.passed]).toEqual([true, true])
    report(`verification on tables, ${which} pipelines`, seen.runs, seed(), { passed: seen.passed })
  },
  LONG
)

/** The evidence with the artifacts of its links in other forms. */
function reformed(evidence: AcceptedEvidence, form: (artifacts: Artifacts) => Artifacts): AcceptedEvidence {
  const { link } = evidence
  return { ...evidence, link: { ...link, materials: form(link.materials), products: form(link.products) } }
}

test.each(['named', 'random'] as const)(
  'the check says the same of %s pipelines, whatever form artifacts have',
  (which) => {
    const chance = new Chance(seed())
    let [runs, passed, inTables] = [0, 0, 0]
    const tables = new TablesOf(() => !chance.once(3))
    const asTable = (artifacts: Artifacts): Artifacts => {
      const made = tables.of(artifacts)
      if (made instanceof ArtifactTable) inTables += 1
      return made
    }
    const mixed = (artifacts: Artifacts): Artifacts => (chance.once(3) ? artifacts : asTable(artifacts))
    const oneIn = which === 'random' ? 20 : caseCount(20) === 20 ? 1 : 12
    for (const pipeline of which === 'named' ? NAMED_PIPELINES : pipelines(chance)) {
      const intents = intentsOfPlain(pipeline)
      const layoutSteps = pipeline.steps.map(({ name }) => name)
      for (const run of runsOf(pipeline, chance, oneIn)) {
        const known = knownOf(run, chance.pick(KNOWLEDGE))
        const verdict = (form: (artifacts: Artifacts) => Artifacts): string => {
          const accepted = new Map(
            [...acceptedOf(run)].map(([step, links]) => [step, links.map((link) => reformed(link, form))])
          )
          const { released, ...rest } = checkIntents({
            intents,
            layoutSteps,
            accepted,
            unknownSteps: run.strangers,
            known
          })
          return JSON.stringify({ ...rest, released: released && [...released] })
        }
        const onMaps = verdict((artifacts) => artifacts)
        expect([pipeline.name, verdict(asTable)]).toEqual([pipeline.name, onMaps])
        expect([pipeline.name, verdict(mixed)]).toEqual([pipeline.name, onMaps])
        runs += 1
        if (onMaps.startsWith('{"failures":[]')) passed += 1
      }
    }
    expect([passed > 0, runs > passed, inTables > runs]).toEqual([true, true, true])
    report(`the check on tables, ${which} pipelines`, runs, seed(), { passed, 'in tables': inTables })
  },
  LONG
)
