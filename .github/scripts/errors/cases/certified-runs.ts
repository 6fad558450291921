// SPDX-License-Identifier: Apache-2.0
// Links that a workflow signed, and what they say beside its certificate.
import { SUBJECT } from '../../../../__tests__/support/small-sigstore.ts'
import { LINK_PREDICATE_TYPE, STATEMENT_TYPE } from '../../../../src/intoto/link/statement.ts'
import { digestOf, layoutOf, stepOf, VERIFY, workflow } from '../chain.ts'
import type { CommandCase, Json } from '../error-case.ts'
import { bundleOf, rootOf } from '../small-bundles.ts'

const COMMIT = 'a'.repeat(40)
const WORKFLOW = workflow(SUBJECT, 'custom')
const FACTS = {
  12: 'https://github.com/o/r',
  13: COMMIT,
  18: SUBJECT,
  21: 'https://github.com/o/r/actions/runs/2/attempts/1'
}

/** A link in a bundle, whose certificate is of run 2. */
const linkOf = (run: Json): Json => ({
  _type: STATEMENT_TYPE,
  subject: [{ name: 'app.tgz', digest: digestOf('packed') }],
  predicateType: LINK_PREDICATE_TYPE,
  predicate: {
    name: 'build',
    command: ['make', 'build'],
    materials: [],
    byproducts: { 'return-value': 0 },
    environment: { run }
  }
})

export const CERTIFIED_RUN_CASES: readonly CommandCase[] = [
  {
    code: 'LINK_RUN_NOT_CERTIFIED',
    prepare: (bench) => {
      const steps = [stepOf('build', [], { pubkeys: [WORKFLOW.keyId] })]
      bench.sign('root.layout', layoutOf(steps, { keys: WORKFLOW.keys }), ['owner'])
      bench.write('trusted_root.json', JSON.stringify(rootOf()))
      const link = linkOf({ id: '1', repository: 'o/r', commit: COMMIT })
      bench.write(`build.${WORKFLOW.keyId.slice(0, 8)}.sigstore.json`, JSON.stringify(bundleOf(link, { facts: FACTS })))
    },
    words: [...VERIFY, '--trusted-root', 'trusted_root.json']
  }
]
