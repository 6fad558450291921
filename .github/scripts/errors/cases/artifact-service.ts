// SPDX-License-Identifier: Apache-2.0
// Workflow artifacts that the service does not list, store or give as it should.
import { MemoryGitHub, sha256 } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob, type Ran } from '../../../../__tests__/support/memory-job.ts'
import { CI } from '../../../../__tests__/support/two-steps.ts'
import type { Environment } from '../../../../src/base/environment.ts'
import type { Fault } from '../../e2e/github-server.ts'
import type { ActionCase } from '../error-case.ts'
import { answers, served } from '../served-github.ts'

type Listed = Record<string, unknown>

/** A job that takes over what another one of its run handed over. */
function takesOver(code: string, faultOf: (github: MemoryGitHub) => Fault | void): ActionCase {
  return {
    code,
    action: 'actions/begin',
    act: async () => {
      const build = new MemoryJob(new MemoryGitHub())
      await build.stage('build', () => build.write('dist/a.js', 'a'), { 'hand-over': 'dist/**' })
      const fault = faultOf(build.github) ?? (() => false)
      const job = new MemoryJob(build.github, { GITHUB_JOB: 'test' })
      const inputs = { 'step-name': 'test', materials: '.', 'take-over': 'build', 'take-over-keys': CI.publicPem }
      return served({ github: build.github, job, fault }, () => job.begin(inputs))
    }
  }
}

const isList = (path: string): boolean => path.endsWith('/ListArtifacts')
const listing = (listed: readonly Listed[]): Fault => answers(isList, 200, { artifacts: listed })

/** A workflow artifact as the service lists it. */
const entry = (id: number, facts: Listed = {}): Listed => ({
  workflow_run_backend_id: '10',
  workflow_job_run_backend_id: 'job',
  database_id: String(id),
  name: `report-${id}`,
  size: '100',
  ...facts
})

/** A stage of which another one took the name before. */
const storedTwice: ActionCase = {
  code: 'ARTIFACT_UPLOAD_FAILED',
  action: 'actions/end',
  act: async () => {
    const github = new MemoryGitHub()
    const stage = (job: MemoryJob): Promise<Ran> => job.stage('build', () => job.write('a.js', 'alpha'))
    await stage(new MemoryJob(github))
    const job = new MemoryJob(github)
    return served({ github, job, fault: () => false }, (environment) => withLibrary(environment, () => stage(job)))
  }
}

/** The library that stores reads the environment of the process, and prints lines of its own. */
async function withLibrary<Value>(variables: Environment, act: () => Promise<Value>): Promise<Value> {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]))
  const write = process.stdout.write.bind(process.stdout)
  Object.assign(process.env, variables)
  process.stdout.write = () => true
  try {
    return await act()
  } finally {
    process.stdout.write = write
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}

export const ARTIFACT_CASES: readonly ActionCase[] = [
  takesOver('ARTIFACT_LIST_FAILED', () => answers(isList, 503, {})),
  takesOver('ARTIFACT_TOO_MANY', () => listing(Array.from({ length: 1000 }, (_, index) => entry(index + 1)))),
  takesOver('ARTIFACT_DOWNLOAD_FAILED', () => answers((path) => path.startsWith('/blob/'), 503, {})),
  takesOver('ARTIFACT_TOO_LARGE', (github) =>
    listing(
      github.storedIn('10').map(({ id, name, digest, zip: { length } }) => {
        const size = name.startsWith('in-toto-products.') ? 9 * 2 ** 30 : length
        return entry(Number(id), { name, digest, size: String(size) })
      })
    )
  ),
  takesOver('ARTIFACT_DIGEST_DIFFERS', (github) => {
    const link = github.storedAs('in-toto.build.', '10')
    link.zip = Buffer.concat([link.zip, Buffer.from('more')])
  }),
  takesOver('ARTIFACT_ZIP_INVALID', (github) => {
    const link = github.storedAs('in-toto.build.', '10')
    link.zip = link.zip.subarray(0, -30)
    link.digest = sha256(link.zip)
  }),
  storedTwice
]
