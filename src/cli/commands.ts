// SPDX-License-Identifier: Apache-2.0
// The table of commands. Each module is loaded only when its command is called.
import type { Command } from './command.ts'

export interface CommandEntry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary: 'record, verify and attack a real project, in ten seconds',
    load: async () => (await import('./commands/demo.ts')).demo
  },
  {
    name: 'run',
    summary: 'run a command as a step and write its link',
    load: async () => (await import('./commands/run.ts')).run
  },
  {
    name: 'record start',
    summary: 'begin a step of several commands',
    load: async () => (await import('./commands/record.ts')).recordStart
  },
  {
    name: 'record stop',
    summary: 'end that step and write its link',
    load: async () => (await import('./commands/record.ts')).recordStop
  },
  {
    name: 'sign',
    summary: 'sign a link or layout, or check its signatures',
    load: async () => (await import('./commands/sign.ts')).sign
  },
  {
    name: 'verify',
    summary: 'verify a supply chain against a layout',
    load: async () => (await import('./commands/verify.ts')).verify
  },
  {
    name: 'match-products',
    summary: 'compare files with the products of a link',
    load: async () => (await import('./commands/match-products.ts')).matchProducts
  },
  {
    name: 'inspect',
    summary: 'show what a link, layout, bundle or key file says',
    load: async () => (await import('./commands/inspect.ts')).inspect
  },
  {
    name: 'layout build',
    summary: 'make a layout from .in-toto/layout.yml',
    load: async () => (await import('./commands/layout.ts')).layoutBuild
  },
  {
    name: 'layout sign',
    summary: 'make a layout from .in-toto/layout.yml and sign it',
    load: async () => (await import('./commands/layout.ts')).layoutSign
  },
  {
    name: 'key generate',
    summary: 'make a key pair',
    load: async () => (await import('./commands/key.ts')).keyGenerate
  },
  {
    name: 'key show',
    summary: 'show type and ids of a key',
    load: async () => (await import('./commands/key.ts')).keyShow
  },
  {
    name: 'trusted-root fetch',
    summary: 'fetch a trusted root as its owners publish it',
    load: async () => (await import('./commands/trusted-root.ts')).trustedRootFetch
  },
  {
    name: 'trusted-root show',
    summary: 'show whom a trusted root trusts, and until when',
    load: async () => (await import('./commands/trusted-root.ts')).trustedRootShow
  }
]
