// SPDX-License-Identifier: Apache-2.0
// The suite on a local runner. Every scenario asserts the exact set of jobs that ran. The two parts run at the same time,
// each with a GitHub of its own.
//   E2E_ONLY       runs the scenarios and attacks that its text is part of the name of
//   E2E_ALL=1      tries every forgery of a record, where each commit else has a fifth
//   E2E_CHECKOUT   a folder with the real actions/checkout at the commit that actions/checkout/action.yml pins; then it is
//                  used instead of a stub
//   E2E_SUMMARIES  a folder for the summaries of the gate, one file a scenario
//   E2E_PART       runs one part alone, in this process
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { startHarness, type Harness } from './e2e/harness.ts'
import { installAct } from './e2e/local-runner.ts'
import { attacksOnIsolatedStages } from './e2e/scenarios/attacks.ts'
import { runCommands } from './e2e/scenarios/commands.ts'
import { honestStages } from './e2e/scenarios/honest.ts'
import { isolatedStages } from './e2e/scenarios/isolated.ts'
import { jobTools } from './e2e/scenarios/job-tools.ts'
import { runKeyless } from './e2e/scenarios/keyless.ts'
import { runPipelines } from './e2e/scenarios/pipelines.ts'
import { runPullRequests } from './e2e/scenarios/pull-requests.ts'
import { runReports } from './e2e/scenarios/reports.ts'
import { checkRequests } from './e2e/scenarios/requests.ts'
import { installSigstore } from './sigstore/install.ts'

/** Parts that take about the same time. */
const PARTS: Readonly<Record<string, readonly ((e2e: Harness) => Promise<void>)[]>> = {
  keys: [runPipelines, runCommands, runPullRequests, runReports, (e2e) => checkRequests(e2e, 6)],
  identities: [
    runKeyless,
    jobTools,
    isolatedStages,
    honestStages,
    attacksOnIsolatedStages,
    (e2e) => checkRequests(e2e, 4)
  ]
}

interface Counts {
  readonly passed: number
  readonly failed: number
}

/** Runs a part in a process of its own, and prints what it says behind its name. */
function runPart(part: string): Promise<Counts> {
  const child = spawn(process.execPath, [import.meta.filename], {
    env: { ...process.env, E2E_PART: part },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let counts: Counts = { passed: 0, failed: 0 }
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? []
    if (passed !== undefined) counts = { passed: Number(passed), failed: Number(failed) }
    else console.log(`${part.padEnd(10)} ${line}`)
  })
  return new Promise((resolve) => {
    child.on('close', (status) => {
      // A part that ends without a failure of its own, and yet not well, is one.
      const failed = status === 0 || counts.failed > 0 ? counts.failed : 1
      resolve({ ...counts, failed })
    })
  })
}

const only = process.env['E2E_PART']
if (only === undefined) {
  // Once, before two processes want it.
  installAct()
  installSigstore()
  const counts = await Promise.all(Object.keys(PARTS).map(runPart))
  const [passed, failed] = [counts.map((count) => count.passed), counts.map((count) => count.failed)].map((list) =>
    list.reduce((sum, count) => sum + count, 0)
  )
  console.log(`${passed ?? 0} passed, ${failed ?? 0} failed`)
  process.exitCode = failed === 0 && (passed ?? 0) > 0 ? 0 : 1
} else {
  const scenarios = PARTS[only]
  if (scenarios === undefined) throw new Error(`There is no part ${only}.`)
  const e2e = await startHarness()
  for (const scenario of scenarios) await scenario(e2e)
  await e2e.end()
}
