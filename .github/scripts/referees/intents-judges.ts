// SPDX-License-Identifier: Apache-2.0
// Who judges a layout in intents, and what each is told.
import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CLI } from '../harness/repository.ts'
import { runProgram, type RanProgram } from '../harness/run-program.ts'
import type { Court } from './court.ts'

export interface Judges {
  /** The directory of the programs of in-toto-python. */
  readonly python: string
  /** The program of in-toto-golang. */
  readonly go: string
}

export interface Judge {
  readonly name: string
  /** Ours has the check built in. */
  readonly isOurs: boolean
  readonly command: readonly string[]
}

/** Where a judge finds our program, and what it is told. */
export interface World {
  readonly program: 'on PATH' | 'nowhere'
  readonly variables: 'set' | 'not set'
}

export async function askJudge(
  court: Court,
  judge: Judge,
  at: string,
  { program, variables }: World
): Promise<RanProgram> {
  const bin = court.directory('check-bin')
  const wrapper = join(bin, 'in-toto-actions')
  writeFileSync(wrapper, `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(CLI)} "$@"\n`)
  chmodSync(wrapper, 0o755)
  const system = ['/usr/local/bin', '/usr/bin', '/bin']
  const three = {
    IN_TOTO_LAYOUT: join(at, 'root.layout'),
    IN_TOTO_LAYOUT_KEYS: join(at, 'owner.pub'),
    IN_TOTO_LINK_DIR: join(at, 'links')
  }
  const [first = '', ...words] = judge.command
  // They write the link of the inspection where they stand.
  const cwd = court.directory(`asked-${judge.name}`)
  return runProgram(first, words, {
    cwd,
    env: {
      HOME: cwd,
      PATH: (program === 'on PATH' ? [bin, ...system] : system).join(delimiter),
      ...(variables === 'set' ? three : {})
    }
  })
}

export const WHOLE_WORLD: World = { program: 'on PATH', variables: 'set' }

/** All who judge what lies in a directory. */
export function judgesOf(at: string, { python, go }: Judges): Judge[] {
  const [layout, key, links] = [join(at, 'root.layout'), join(at, 'owner.pub'), join(at, 'links')]
  const words = ['--layout', layout, '--verification-keys', key, '--link-dir', links]
  const goWords = ['--layout', layout, '--layout-keys', key, '--link-dir', links]
  return [
    { name: 'in-toto-python', isOurs: false, command: [join(python, 'in-toto-verify'), ...words] },
    { name: 'in-toto-golang', isOurs: false, command: [go, 'verify', ...goWords] },
    {
      name: 'verify --compat reference',
      isOurs: true,
      command: [process.execPath, CLI, 'verify', ...words, '--compat', 'reference']
    }
  ]
}

export function expectVerdict(ran: RanProgram, verdict: 'passed' | 'refused'): void {
  assert.equal(ran.status === 0 ? 'passed' : 'refused', verdict, `exit status ${ran.status}\n${ran.text}`)
  assert.equal(ran.isLate, false)
}

export const textsOf = (all: readonly RanProgram[]): string =>
  all.map(({ status, text }) => `exit status ${status}\n${text}`).join('\n')
