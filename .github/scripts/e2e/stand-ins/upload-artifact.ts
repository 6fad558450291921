// SPDX-License-Identifier: Apache-2.0
// What stands for actions/upload-artifact: one directory as one workflow artifact.
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../github-server.ts'
import { zip } from '../zip.ts'
import { askService, input } from './artifact-service.ts'

const [name, directory] = [input('name'), input('path')]
const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
if (files.length === 0) throw new Error(`${directory} holds no file.`)
const archive = zip(
  files.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { name: path.slice(join(directory).length).replace(/^\//, ''), content: readFileSync(path) }
  })
)
// Nothing is there to delete unless an attempt before this one stored it.
if (input('overwrite') === 'true') await askService('DeleteArtifact', { name }).catch(() => undefined)
const { signed_upload_url: place } = await askService('CreateArtifact', { name, version: 7 })
for (const [query, body] of [
  ['comp=block&blockid=MQ', archive],
  ['comp=blocklist', '<BlockList><Latest>MQ</Latest></BlockList>']
] as const) {
  const stored = await fetch(`${String(place)}&${query}`, { method: 'PUT', body })
  if (!stored.ok) throw new Error(`The storage answers ${stored.status}.`)
}
const { artifact_id: id } = await askService('FinalizeArtifact', {
  name,
  size: String(archive.length),
  hash: sha256(archive)
})
appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', `artifact-id=${String(id)}\n`)
