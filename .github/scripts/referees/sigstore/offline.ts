// SPDX-License-Identifier: Apache-2.0
// What was signed by identity is verified without any server.
import assert from 'node:assert/strict'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { IDENTITY, ISSUER, OFFLINE, type SigstoreCourt } from './court.ts'
import { verifyOffline, type Pipeline } from './pipeline.ts'

/** @param built undefined where it could not be signed */
export async function verifiesOffline(court: SigstoreCourt, what: string, built: Pipeline | undefined): Promise<void> {
  await court.tally.check(`it verifies offline, ${what}`, async () => {
    assert.ok(built)
    const place = join(built.directory, 'project')
    const { status, text } = await verifyOffline(court, built, ['-p', 'greeter-1.0.0.tgz', '--base-path', place])
    assert.equal(status, 0, text)
    const asJson = await verifyOffline(court, built, ['--json'])
    assert.equal(asJson.status, 0, asJson.text)
  })
  await court.tally.check(`and not by another identity, root, or with a link exchanged, ${what}`, async () => {
    assert.ok(built)
    const { directory, links } = built
    const other = await verifyOffline(court, built, ['--issuer', `${ISSUER}/evil`])
    assert.deepEqual([other.status, /LAYOUT_IDENTITY_OTHER/.test(other.text)], [1, true], other.text)
    const words = ['verify', '-l', join(directory, 'root.layout.sigstore.json'), '--link-dir', links]
    const carried = await court.cli([...words, '--identity', IDENTITY], directory, OFFLINE)
    assert.deepEqual([carried.status, /LAYOUT_BUNDLE_REFUSED/.test(carried.text)], [1, true], carried.text)
    const [build = '', test = ''] = ['build', 'test'].map((step) =>
      join(links, readdirSync(links).find((file) => file.startsWith(`${step}.`)) ?? '')
    )
    const kept = readFileSync(test)
    cpSync(build, test)
    const exchanged = await verifyOffline(court, built)
    writeFileSync(test, kept)
    assert.deepEqual([exchanged.status, /LINK_NAME_MISMATCH/.test(exchanged.text)], [1, true], exchanged.text)
  })
}
