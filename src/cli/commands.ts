// SPDX-License-Identifier: Apache-2.0
// The table of commands. Each module is loaded only when its command is called, or when all are listed.
import type { CommandSpec } from './arguments.ts'
import { areOfBatch } from './batch/batch-flags.ts'
import type { Command } from './command.ts'

export interface CommandEntry {
  /** The words that call it; its spec has the same. */
  readonly name: string
  /** @param words what it is called with, where it is called */
  readonly load: (words?: readonly string[]) => Promise<Command>
  /** Whether it hashes files that its words name, perhaps many. */
  readonly hashes?: true
}

export const COMMANDS: readonly CommandEntry[] = [
  { name: 'demo', load: async () => (await import('./commands/demo.ts')).demo },
  { name: 'run', load: async () => (await import('./commands/run.ts')).run, hashes: true },
  { name: 'record start', load: async () => (await import('./commands/record.ts')).recordStart, hashes: true },
  { name: 'record stop', load: async () => (await import('./commands/record.ts')).recordStop, hashes: true },
  { name: 'sign', load: async () => (await import('./commands/sign.ts')).sign },
  {
    name: 'verify',
    load: async (words = []) =>
      areOfBatch(words)
        ? (await import('./commands/verify-batch.ts')).verifyOfBatch
        : (await import('./commands/verify.ts')).verify
  },
  { name: 'check', load: async () => (await import('./commands/check.ts')).check },
  { name: 'match-products', load: async () => (await import('./commands/match-products.ts')).matchProducts },
  { name: 'inspect', load: async () => (await import('./commands/inspect.ts')).inspect },
  { name: 'layout build', load: async () => (await import('./commands/layout.ts')).layoutBuild },
  { name: 'layout sign', load: async () => (await import('./commands/layout.ts')).layoutSign },
  { name: 'key generate', load: async () => (await import('./commands/key.ts')).keyGenerate },
  { name: 'key show', load: async () => (await import('./commands/key.ts')).keyShow },
  { name: 'trusted-root fetch', load: async () => (await import('./commands/trusted-root.ts')).trustedRootFetch },
  { name: 'trusted-root show', load: async () => (await import('./commands/trusted-root.ts')).trustedRootShow }
]

/** How each command is called, in the order of the table. */
export async function commandSpecs(): Promise<readonly CommandSpec[]> {
  return Promise.all(COMMANDS.map(async ({ load }) => (await load()).spec))
}
