// SPDX-License-Identifier: Apache-2.0
// Stages that sign as the workflow.
import assert from 'node:assert/strict'
import { ALL, API_TOKEN, BLOCKED, keylessLayout, type Harness } from '../harness.ts'
import { REPOSITORY, STAGES } from '../project.ts'
import { unzip } from '../zip.ts'

const OWN_JOBS = Object.fromEntries(STAGES.map((name) => [name, '']))

export async function runKeyless(e2e: Harness): Promise<void> {
  const { server, project, sigstore, withSigstore, sigstoreInputs, run, check, expectRun, useKeyless } = e2e

  await check('stages sign as the workflow, and no key is anywhere', () =>
    withSigstore(async () => {
      const inputs = { ...sigstoreInputs(), sign: 'keyless', 'signing-key': '', 'take-over-keys': 'own-key' }
      // The layout names no root, so this one stands for that of github.com.
      const verify = { 'trusted-root': `public-good=${JSON.stringify(sigstore().trustedRoot)}` }
      const workflow = project.pipeline({ inputs: Object.fromEntries(STAGES.map((name) => [name, inputs])), verify })
      useKeyless(keylessLayout(), workflow)
      const ran = await run({ identities: OWN_JOBS, secrets: { GITHUB_TOKEN: API_TOKEN } })
      expectRun(ran, ALL, 'passed')
      const links = server.artifacts.filter(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.'))
      assert.equal(links.length, 4)
      for (const { zip: archive } of links) assert.match(unzip(archive)[0]?.name ?? '', /\.sigstore\.json$/)
      // The shim asks with the job's own token, as the runner does.
      assert.doesNotMatch(ran.annotations.join('\n'), /ACTIONS_RUNTIME_TOKEN/)
      // The runner is told the token so that it can hide it; nothing else may show it.
      const log = ran.raw.split('\n').filter((line) => !line.includes('"command":"add-mask"'))
      assert.ok(!log.join('\n').includes(sigstore().issuer.requestToken), 'the token that asks for tokens')
      assert.doesNotMatch(log.join('\n'), /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/, 'an identity token')
      // A root that nobody calls so vouches for no run on github.com, unless the layout says that it may.
      const custom = { 'trusted-root': JSON.stringify(sigstore().trustedRoot) }
      const pipeline = project.pipeline({
        inputs: Object.fromEntries(STAGES.map((name) => [name, inputs])),
        verify: custom
      })
      useKeyless(keylessLayout(), pipeline)
      const strange = await run({ identities: OWN_JOBS, secrets: { GITHUB_TOKEN: API_TOKEN } })
      expectRun(strange, BLOCKED, 'failed', 'LINK_THRESHOLD')
      useKeyless(keylessLayout().replace('runner: github', 'trusted-root: custom, runner: github'), pipeline)
      expectRun(await run({ identities: OWN_JOBS, secrets: { GITHUB_TOKEN: API_TOKEN } }), ALL, 'passed')
      // The same links, but the layout means another repository's workflow.
      project.writeLayout(keylessLayout().replaceAll(REPOSITORY, 'acme/other'))
      project.commit('Mean somebody else')
      project.publish()
      const other = await run({ identities: OWN_JOBS, secrets: { GITHUB_TOKEN: API_TOKEN } })
      expectRun(other, BLOCKED, 'failed', 'LINK_THRESHOLD')
    })
  )

  await check('a stage without an identity says which permission it lacks', () =>
    withSigstore(async () => {
      const inputs = { ...sigstoreInputs(), sign: 'keyless', 'signing-key': '' }
      useKeyless(keylessLayout(), project.pipeline({ inputs: { checkout: inputs } }))
      const ran = await run({ identities: {}, secrets: { GITHUB_TOKEN: API_TOKEN } })
      assert.equal(ran.jobs.get('checkout'), 'failure')
      assert.match(ran.printed + ran.annotations.join(), /KEYLESS_TOKEN_UNAVAILABLE|id-token: write/)
    })
  )
}
