// SPDX-License-Identifier: Apache-2.0
import type { GateRun } from '../../src/gate/gate-run.ts'
import { EventPayload } from '../../src/github/event.ts'
import type { GateReport } from '../../src/reporting/report.ts'
import { HEAD } from './memory-github.ts'

/** A push to the default branch, but for what is given. */
export function gateRun(changes: Partial<GateRun> = {}): GateRun {
  return {
    binding: { id: '10', repository: 'o/r', repository_id: '1', commit: HEAD },
    repository: 'o/r',
    owner: 'o',
    name: 'r',
    runId: '10',
    attempt: 2,
    eventName: 'push',
    event: new EventPayload({ repository: { default_branch: 'main' } }),
    sha: HEAD,
    ref: 'refs/heads/main',
    origin: 'own',
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    workspace: '/nowhere',
    temporary: '/nowhere',
    ...changes
  }
}

/** A pass with nothing to tell, but for what is given. */
export function gateReport(changes: Partial<GateReport> = {}): GateReport {
  return {
    verdict: 'passed',
    failures: [],
    unsigned: [],
    error: undefined,
    warnings: [],
    notes: [],
    items: [],
    chain: [],
    layout: undefined,
    headLayout: undefined,
    run: { repository: 'o/r', id: '10', attempt: 2, commit: HEAD, event: 'push' },
    subjects: [],
    ...changes
  }
}
