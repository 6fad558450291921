// SPDX-License-Identifier: Apache-2.0
import type { AsksAhead } from './asks-ahead.ts'
import type { GateServer } from './gate-server.ts'
import type { LinkSource } from './link-source.ts'

/** The workflow artifacts of a run, whose list is asked for at once. Whoever lists them later hears what came of that. */
export async function listedAhead(
  server: Pick<GateServer, 'links'>,
  { runId, temporary, ahead }: { readonly runId: string; readonly temporary: string; readonly ahead: AsksAhead }
): Promise<LinkSource> {
  const source = await server.links(runId, temporary)
  const all = ahead.ask(source.list(''))
  return {
    list: async (...prefixes) => (await all).filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix))),
    unpack: (artifact) => source.unpack(artifact)
  }
}
