// SPDX-License-Identifier: Apache-2.0
// Controls whose expression gives nothing, as the runner evaluates it: a misspelt output, a variable and a secret that
// are not defined.
import assert from 'node:assert/strict'
import { ALL, type Harness } from '../harness.ts'
import { SUITE } from '../project.ts'

/** Controls of the gate, each with an expression that gives nothing. */
const EMPTY: Readonly<Record<string, string>> = {
  products: '${{ needs.package.outputs.misspelt }}',
  'layout-digest': '${{ vars.LAYOUT_DIGEST }}',
  'trusted-root': '${{ vars.TRUSTED_ROOT }}',
  'layout-identities': '${{ secrets.NOBODY }}',
  parameters: '${{ steps.misspelt.outputs.parameters }}',
  needs: "${{ needs.misspelt && toJSON(needs) || '' }}",
  'fork-policy': '${{ vars.FORK_POLICY }}',
  'report-files': '${{ vars.REPORT_FILES }}'
}

export async function runEmptyControls(e2e: Harness): Promise<void> {
  const { project, run, check, useWorkflow, stepsStored } = e2e

  await check('a gate with a control that is empty fails, and names it', async () => {
    const gate = (id: string, inputs: string): string => `      - id: ${id}
        continue-on-error: true
        uses: ${SUITE}@e2e
        with:
          layout-keys: |
${project.key('owner').public.trimEnd().replace(/^/gm, '            ')}
          github-token: \${{ secrets.API_TOKEN }}
${inputs}`
    const names = Object.keys(EMPTY)
    const gates = Object.entries(EMPTY).map(([name, value]) => gate(`empty-${name}`, `          ${name}: ${value}\n`))
    const failed = names.map((name) => `          test "\${{ steps.empty-${name}.outcome }}" = failure\n`)
    useWorkflow(`${project.pipeline()}  gates:
    runs-on: ubuntu-latest
    needs: [checkout, build, test, package]
    steps:
${gate('control', '')}${gates.join('')}      - run: |
          test "\${{ steps.control.outputs.verified }}" = true
${failed.join('')}`)
    const ran = await run()
    assert.deepEqual(Object.fromEntries(ran.jobs), { ...ALL, gates: 'success' }, ran.printed)
    for (const name of names)
      assert.match(ran.annotations.join('\n'), new RegExp(`The input ${name} is empty[\\s\\S]*expression gave nothing`))
  })

  await check('a stage with a control that is empty runs nothing', async () => {
    const inputs = { 'take-over-keys': '${{ vars.NOT_DEFINED }}' }
    useWorkflow(project.pipeline({ inputs: { build: inputs }, commands: { build: 'echo "canary" "ran"' } }))
    const ran = await run()
    assert.equal(ran.jobs.get('build'), 'failure')
    assert.equal(ran.jobs.get('verify'), 'failure')
    assert.doesNotMatch(ran.printed, /canary ran/)
    assert.deepEqual(stepsStored(ran.runId, 1), ['checkout'])
    assert.match(ran.annotations.join('\n'), /The input take-over-keys is empty/)
  })
}
