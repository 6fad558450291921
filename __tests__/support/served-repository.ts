// SPDX-License-Identifier: Apache-2.0
// GitHub on loopback with one repository, in which owners signed a layout for the steps write and pack.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GitHubServer, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { afterAll, beforeAll } from '@jest/globals'
import { directoryWith } from './directory.ts'
import { commandLayoutFile, layoutFile, TOKEN } from './two-steps.ts'

export { CI, KEY_ID, layoutFile, OWNER, TOKEN } from './two-steps.ts'

/** A repository with the layout, as GitHub would have it. */
export const repository = directoryWith({ '.in-toto/layout.yml': 'steps:\n  - name: write\n  - name: pack\n' })
writeFileSync(join(repository, '.in-toto/root.layout'), layoutFile)
writeFileSync(join(repository, '.in-toto/make.layout'), commandLayoutFile)
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-C', repository, ...words], {
    encoding: 'utf8'
  }).trim()
git('init', '--quiet', '--initial-branch', 'main')
git('add', '--all')
git('commit', '--quiet', '-m', 'layout')
export const head = git('rev-parse', 'HEAD')

export const server = new GitHubServer()
server.tokens.set(TOKEN, 'write')
server.repositories.set('o/r', repository)

/** Serves the repository while the tests of a file run. They start processes, which take their time on a busy machine. */
export function serveRepository(): void {
  beforeAll(() => server.start())
  afterAll(() => server.stop())
}

/** Ids of runs that nothing else uses. Each file of tests begins at another thousand. */
export function runIdsFrom(first: number): () => string {
  let next = first
  return () => String(next++)
}

/** The workflow artifacts of a run. */
export const storedIn = (id: string): ServedArtifact[] => server.artifacts.filter(({ run }) => run === id)

export const namesIn = (id: string): string[] => storedIn(id).map(({ name }) => name)

/** The first workflow artifact of a run whose name begins so. */
export function storedAs(prefix: string, id: string): ServedArtifact {
  const found = storedIn(id).find(({ name }) => name.startsWith(prefix))
  if (found === undefined) throw new Error(`run ${id} stored nothing as ${prefix}`)
  return found
}

/** What the link in a workflow artifact says. */
export function linkIn(artifact: ServedArtifact | undefined): Record<string, unknown> {
  const { payload } = envelopeIn(artifact)
  return JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>
}

/** Stores the link in a workflow artifact anew, changed and unsigned, as whoever can write there could. */
export function rewriteLink(artifact: ServedArtifact, change: (link: Record<string, unknown>) => void): void {
  const link = linkIn(artifact)
  change(link)
  const envelope = { ...envelopeIn(artifact), payload: Buffer.from(JSON.stringify(link)).toString('base64') }
  const [entry] = unzip(artifact.zip)
  artifact.zip = zip([{ name: entry?.name ?? '', content: Buffer.from(JSON.stringify(envelope)) }])
}

function envelopeIn(artifact: ServedArtifact | undefined): { payload: string } {
  const [entry] = unzip(artifact?.zip ?? Buffer.alloc(0))
  return JSON.parse(Buffer.from(entry?.content ?? []).toString()) as { payload: string }
}
