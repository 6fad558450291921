// SPDX-License-Identifier: Apache-2.0
// Layouts of somebody else than was demanded, or of nobody, and what is no layout at all.
import { file, MemoryStore } from '../../../../__tests__/support/chain.ts'
import { MemoryGitHub, runState } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { SUBJECT } from '../../../../__tests__/support/small-sigstore.ts'
import { fetchFile } from '../../../../src/github/repository-files.ts'
import { verifySupplyChain } from '../../../../src/intoto/verification/verify-supply-chain.ts'
import { NODE_PORTS } from '../../../../src/signing/node-ports.ts'
import { who } from '../bench.ts'
import { layoutOf, stepOf } from '../chain.ts'
import type { ErrorCase } from '../error-case.ts'
import { bundleOf, rootOf } from '../small-bundles.ts'

const LAYOUT = layoutOf([stepOf('build', ['ci'])])

export const LAYOUT_SIGNER_CASES: readonly ErrorCase[] = [
  {
    code: 'LAYOUT_IDENTITY_OTHER',
    prepare: (bench) => {
      bench.write('root.layout.sigstore.json', JSON.stringify(bundleOf(LAYOUT)))
      bench.write('trusted_root.json', JSON.stringify(rootOf()))
    },
    words: [
      'verify',
      '-l',
      'root.layout.sigstore.json',
      '--identity',
      SUBJECT.replace('ci.yml', 'release.yml'),
      'trusted-root=custom',
      '--trusted-root',
      'trusted_root.json'
    ]
  },
  {
    code: 'LAYOUT_KEYS_MISSING',
    call: 'await verifySupplyChain({ ports, layout, layoutSource, layoutKeys: [], links, now, compatibility })',
    answer: () =>
      verifySupplyChain({
        ports: NODE_PORTS,
        layout: file(LAYOUT, [who('owner')]),
        layoutSource: 'root.layout',
        layoutKeys: [],
        links: new MemoryStore(),
        now: 0,
        compatibility: 'strict'
      })
  },
  {
    code: 'LAYOUT_FILE_INVALID',
    action: '.',
    act: () => {
      const github = new MemoryGitHub()
      github.runs.set('10', runState())
      const job = new MemoryJob(github, { GITHUB_JOB: 'verify' })
      // What GitHub answers for a directory: a list of what is in it.
      const rest = { call: () => Promise.resolve({ status: 200, data: [], headers: {} }) }
      const server = { ...github.server(), fetchFile: fetchFile.bind(undefined, rest) }
      job.gate = { connect: () => Promise.resolve(server) }
      return job.verify({ layout: '.in-toto' })
    }
  }
]
