// SPDX-License-Identifier: Apache-2.0
// The suite on a local runner. Every scenario asserts the exact set of jobs that ran. Parts run at the same time, each
// with a GitHub of its own.
//   E2E_ONLY       runs the scenarios and attacks that its text is part of the name of
//   E2E_ALL=1      tries every forgery of a record, where each commit else has a fifth
//   E2E_CHECKOUT   a folder with the real actions/checkout at the commit that actions/checkout/action.yml pins; then it is
//                  used instead of a stub
//   E2E_SUMMARIES  a folder for the summaries of the gate, one file a scenario
//   E2E_PART       runs one part alone, in this process
import { startHarness, type Harness } from './e2e/harness.ts'
import { installAct } from './e2e/local-runner.ts'
import { attacksOnIsolatedStages } from './e2e/scenarios/attacks.ts'
import { runCheckouts } from './e2e/scenarios/checkouts.ts'
import { runCommands } from './e2e/scenarios/commands.ts'
import { runEmptyControls } from './e2e/scenarios/empty-controls.ts'
import { honestStages } from './e2e/scenarios/honest.ts'
import { isolatedStages } from './e2e/scenarios/isolated.ts'
import { runExamples } from './e2e/scenarios/examples.ts'
import { honestDays } from './e2e/scenarios/honest-days.ts'
import { intentsCoverage } from './e2e/scenarios/intents-coverage.ts'
import { intentsDays } from './e2e/scenarios/intents-days.ts'
import { intentsRequests } from './e2e/scenarios/intents-requests.ts'
import { intentsSource } from './e2e/scenarios/intents-source.ts'
import { intentsSubmodules } from './e2e/scenarios/intents-submodules.ts'
import { layoutChanges } from './e2e/scenarios/layout-changes.ts'
import { jobTools } from './e2e/scenarios/job-tools.ts'
import { runKeyless } from './e2e/scenarios/keyless.ts'
import { runPackages } from './e2e/scenarios/packages.ts'
import { runOrigins } from './e2e/scenarios/origins.ts'
import { runPipelines } from './e2e/scenarios/pipelines.ts'
import { runPullRequests } from './e2e/scenarios/pull-requests.ts'
import { runReports } from './e2e/scenarios/reports.ts'
import { runReruns } from './e2e/scenarios/reruns.ts'
import { checkRequests } from './e2e/scenarios/requests.ts'
import { runParts } from './harness/run-parts.ts'
import { installSigstore } from './sigstore/install.ts'

/** The longest part stands first. */
const PARTS: Readonly<Record<string, readonly ((e2e: Harness) => Promise<void>)[]>> = {
  keys: [
    runPipelines,
    runCheckouts,
    runCommands,
    runEmptyControls,
    runPullRequests,
    runOrigins,
    runReports,
    (e2e) => checkRequests(e2e, 6)
  ],
  // None of these makes a request that could be checked.
  attacks: [attacksOnIsolatedStages],
  days: [
    honestDays,
    intentsDays,
    intentsRequests,
    intentsCoverage,
    intentsSource,
    intentsSubmodules,
    layoutChanges,
    (e2e) => checkRequests(e2e, 4)
  ],
  examples: [runExamples, runReruns, runPackages, (e2e) => checkRequests(e2e, 4)],
  identities: [runKeyless, jobTools, isolatedStages, honestStages, (e2e) => checkRequests(e2e, 4)]
}

const only = process.env['E2E_PART']
if (only === undefined) {
  // Once, before two processes want it.
  installAct()
  installSigstore()
  await runParts(
    Object.keys(PARTS).map((name) => ({
      name,
      words: [import.meta.filename],
      environment: { E2E_PART: name }
    }))
  )
} else {
  const scenarios = PARTS[only]
  if (scenarios === undefined) throw new Error(`There is no part ${only}.`)
  const e2e = await startHarness()
  for (const scenario of scenarios) await scenario(e2e)
  await e2e.end()
}
