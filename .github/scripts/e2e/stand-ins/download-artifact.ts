// SPDX-License-Identifier: Apache-2.0
// What stands for actions/download-artifact: one workflow artifact of this run, by its id, into one directory.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzip } from '../zip.ts'
import { askService, input } from './artifact-service.ts'

const { artifacts } = await askService('ListArtifacts', { id_filter: input('artifact-ids') })
const [artifact] = artifacts as readonly { name: string }[]
if (artifact === undefined) throw new Error(`This run has no artifact ${input('artifact-ids')}.`)
const { signed_url: place } = await askService('GetSignedArtifactURL', { name: artifact.name })
const archive = await fetch(String(place))
if (!archive.ok) throw new Error(`The storage answers ${archive.status}.`)
for (const { name, content } of unzip(Buffer.from(await archive.arrayBuffer()))) {
  const path = join(input('path'), name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
