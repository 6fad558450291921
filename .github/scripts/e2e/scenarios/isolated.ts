// SPDX-License-Identifier: Apache-2.0
// Stages in isolation: the caller's code in one job, the signature in another.
import assert from 'node:assert/strict'
import { API_TOKEN, keylessLayout, replace, type Harness } from '../harness.ts'
import { unzip, type ZipEntry } from '../zip.ts'
import { isolatedLayout, isolatedPipeline, STAGE_SIGNER } from './isolated-pipeline.ts'

export async function isolatedStages(e2e: Harness): Promise<void> {
  const { server, project, run, check, expectRun, useKeyless, sigstore, withSigstore } = e2e

  await check('an isolated stage signs in a job that runs no code of the user', () =>
    withSigstore(async () => {
      // All processes of this run, and none of others that this machine may run.
      const others =
        'for f in /proc/[0-9]*/environ; do if grep -qsaF "${RUNNER_TEMP%/*/tmp}" "$f"; then tr "\\0" "\\n" < "$f"; fi; done'
      const spy = `env > dist/environment.txt; { ${others}; } > dist/others.txt 2>/dev/null || true`
      useKeyless(isolatedLayout(), isolatedPipeline(e2e, `node scripts/build.mjs && ${spy}`))
      const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
      expectRun(ran, Object.fromEntries([...ran.jobs.keys()].map((job) => [job, 'success'])), 'passed')
      const work = server.artifacts.find(
        ({ run: id, name }) => id === ran.runId && name.startsWith('in-toto-products.build')
      )
      const seen = unzip(work?.zip ?? Buffer.alloc(0))
      for (const file of ['dist/environment.txt', 'dist/others.txt'])
        assert.ok(
          seen.some(({ name, content }) => name === file && Buffer.from(content).includes('RUNNER_TEMP')),
          file
        )
      for (const { name, content } of seen) {
        assert.ok(
          !Buffer.from(content).includes(sigstore().issuer.requestToken),
          `${name} holds the token that asks for tokens`
        )
        for (const variable of ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_RUNTIME_TOKEN'])
          assert.ok(!Buffer.from(content).includes(variable), `${name} holds ${variable}`)
      }
      const [signed] = server.artifacts.filter(
        ({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.build')
      )
      assert.match(unzip(signed?.zip ?? Buffer.alloc(0))[0]?.name ?? '', /^build\.[0-9a-f]{8}\.sigstore\.json$/)
      // A layout that means the workflow itself does not take the isolated signer for it, nor another version of it.
      for (const layout of [
        keylessLayout().replace(/ {2}- name: test\n[\s\S]*?(?=inspections)/, ''),
        isolatedLayout().replace('v1.0.0', 'v1.0.1')
      ]) {
        project.writeLayout(layout)
        project.commit('Mean another signer')
        project.publish()
        const other = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
        assert.equal(other.outputs.get('verify')?.get('gate.verdict'), 'failed')
        assert.match(other.printed, /Verdict: failed[^\n]*LINK_THRESHOLD/)
      }
    })
  )

  await check('code in an isolated stage cannot change what is signed', () =>
    withSigstore(async () => {
      const tries: readonly (readonly [string, RegExp])[] = [
        // The recording of the materials lies where the runner may write.
        [
          `sed -i 's/"name":"build"/"name":"test"/; s/[0-9a-f]\\{64\\}/${'0'.repeat(64)}/' "$RUNNER_TEMP"/in-toto-*.json`,
          /recording_tampered/
        ],
        // Outputs of other workflow steps cannot be written, whatever the names.
        [
          'for f in "$RUNNER_TEMP"/../*/* "$GITHUB_OUTPUT"; do [ -f "$f" ] && echo "begun-digest=sha256:0" >> "$f" || true; done; rm -f "$RUNNER_TEMP"/in-toto-*.json',
          /recording_/
        ]
      ]
      for (const [attack, refusal] of tries) {
        useKeyless(isolatedLayout(), isolatedPipeline(e2e, `node scripts/build.mjs; ${attack}`))
        const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
        assert.match(ran.printed + ran.annotations.join('\n'), refusal, attack)
        assert.ok(
          !server.artifacts.some(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.build')),
          attack
        )
      }
    })
  )

  await check('an unsigned link that was exchanged on its way is not signed', () =>
    withSigstore(async () => {
      useKeyless(isolatedLayout(), isolatedPipeline(e2e, 'node scripts/build.mjs'))
      const changes: readonly ((entry: ZipEntry) => Uint8Array)[] = [
        ({ content }) => Buffer.from(Buffer.from(content).toString().replace('"payload":"', '"payload":"eyJ4IjoxfQ')),
        () => Buffer.from('{}')
      ]
      for (const change of changes) {
        server.stored = (artifact) => {
          if (artifact.name.startsWith('in-toto-unsigned.build')) replace(artifact, change)
        }
        const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
        assert.match(ran.printed + ran.annotations.join('\n'), /sign_refused/)
        assert.ok(!server.artifacts.some(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.build')))
      }
    })
  )
}
