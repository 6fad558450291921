// SPDX-License-Identifier: Apache-2.0
// Trusted roots that are missing, or not to be had.
import { MemoryGitHub, runState } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { ISSUER, SUBJECT } from '../../../../__tests__/support/small-sigstore.ts'
import { TufRepository } from '../../../../__tests__/support/tuf-repository.ts'
import { linkBundleName, sublayoutDirectoryName } from '../../../../src/intoto/link/link-file-name.ts'
import type { HttpGet } from '../../../../src/sigstore/http-get.ts'
import { bareIdentityId } from '../../../../src/stages/sign-link-keyless.ts'
import { who } from '../bench.ts'
import { layoutOf, stepOf, VERIFY, workflow } from '../chain.ts'
import type { ActionCase, ErrorCase } from '../error-case.ts'
import { bundleOf } from '../small-bundles.ts'

/** A gate whose trusted root is fetched. */
function fetches(code: string, get: HttpGet): ActionCase {
  return {
    code,
    action: '.',
    act: () => {
      const github = new MemoryGitHub()
      github.runs.set('10', runState())
      const job = new MemoryJob(github, { GITHUB_JOB: 'verify' })
      job.gate = { get }
      return job.verify({ 'layout-keys': 'none', 'layout-identities': SUBJECT, 'trusted-root': 'tuf:github' })
    }
  }
}

const other = new TufRepository()

/** A repository that somebody else answers for: every next root is signed by other keys. */
const forged: HttpGet = ({ url }) => {
  const version = /(\d+)\.root\.json$/.exec(url)?.[1]
  return Promise.resolve(
    version === undefined ? { status: 404, body: Buffer.from('') } : { status: 200, body: other.root(Number(version)) }
  )
}

export const TRUSTED_ROOT_CASES: readonly ErrorCase[] = [
  {
    code: 'TRUSTED_ROOT_MISSING',
    prepare: (bench) => {
      const { keyId, keys } = workflow(SUBJECT)
      const inner = layoutOf([{ ...stepOf('compile', []), pubkeys: [keyId] }], { keys })
      bench.sign('root.layout', layoutOf([stepOf('build', ['ci'])]), ['owner'])
      bench.link({ ...inner, name: undefined }, 'ci', 'build')
      const name = linkBundleName('compile', bareIdentityId(ISSUER, SUBJECT))
      bench.write(`${sublayoutDirectoryName('build', who('ci').keyId)}/${name}`, JSON.stringify(bundleOf({})))
    },
    words: VERIFY
  },
  fetches('TRUSTED_ROOT_UNAVAILABLE', () => Promise.reject(new Error('status 503'))),
  fetches('TRUSTED_ROOT_REFUSED', forged)
]
