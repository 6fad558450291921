// SPDX-License-Identifier: Apache-2.0
// Started after the end of a stage by the node of its job, with the token of the job: deletes the unsigned record that
// was stored, stores another one under its name, and tells the runner so: store-again.ts told | silent.
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { unzip, zip } from '../zip.ts'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'

const origin = process.env['ACTIONS_RESULTS_URL'] ?? ''
const token = process.env['ACTIONS_RUNTIME_TOKEN'] ?? ''
const [, payload = ''] = token.split('.')
const { scp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { scp: string }
const [, run, job] = scp.split(':')
const ids = { workflow_run_backend_id: run, workflow_job_run_backend_id: job }

async function call(method: string, parameters: object): Promise<Record<string, unknown>> {
  const url = `${origin}twirp/github.actions.results.api.v1.ArtifactService/${method}`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ...ids, ...parameters }) })
  return (await answer.json()) as Record<string, unknown>
}

const { artifacts } = (await call('ListArtifacts', {})) as { artifacts: { name: string }[] }
const name = artifacts.find((artifact) => artifact.name.startsWith('in-toto-unsigned.'))?.name
if (name === undefined) throw new Error('No unsigned record is stored.')
const { signed_url: from } = (await call('GetSignedArtifactURL', { name })) as { signed_url: string }
const stored = unzip(Buffer.from(await (await fetch(from)).arrayBuffer()))
const forged = stored.map((entry) => ({
  ...entry,
  content: Buffer.from(forge(Buffer.from(entry.content).toString(), process.env['FORGERY'] ?? '') ?? '')
}))
const archive = zip(forged)
const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`
await call('DeleteArtifact', { name })
const { signed_upload_url: to } = (await call('CreateArtifact', { name, version: 7 })) as { signed_upload_url: string }
const id = Buffer.from('0').toString('base64')
await fetch(`${to}&comp=block&blockid=${encodeURIComponent(id)}`, { method: 'PUT', body: archive })
const list = `<?xml version="1.0"?><BlockList><Latest>${id}</Latest></BlockList>`
await fetch(`${to}&comp=blocklist`, { method: 'PUT', body: list })
const answer = await call('FinalizeArtifact', { name, size: String(archive.length), hash: digest })
if (process.argv[2] === 'told')
  appendFileSync(
    process.env['GITHUB_OUTPUT'] ?? '',
    `link-artifact-id=${String(answer['artifact_id'])}\nlink-artifact-digest=${digest}\n`
  )
leaveCanary('stored again')
