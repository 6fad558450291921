// SPDX-License-Identifier: Apache-2.0
// Honest chains in one batch with every attack on memory and time among them: the honest answers are those of a batch
// without the attacks.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { HOSTILE_CHAINS, verifyWords, writeHonestChain, writeHostileChain } from '../support/hostile-chains.ts'
import { NOW } from '../support/chain.ts'

const BYTES = 300_000

interface Line {
  readonly id: string
  readonly exit: number
  readonly failures: readonly string[]
}

async function answers(directory: string, lines: readonly string[]): Promise<readonly Line[]> {
  writeFileSync(join(directory, 'batch'), lines.join('\n'))
  const ran = await cli(directory, ['verify', '--batch', 'batch'], { now: NOW })
  expect(ran.status).toBe(0)
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

test('honest chains are answered as without the attacks among them', async () => {
  const count = caseCount(1000)
  const directory = directoryWith()
  const chance = new Chance(seed())
  const line = (id: string): string => JSON.stringify({ id, args: verifyWords(join(directory, id)) })
  const honest = Array.from({ length: count }, (_, index) => `honest-${index}`)
  for (const [index, id] of honest.entries()) {
    mkdirSync(join(directory, id))
    writeHonestChain(join(directory, id))
    // Some are not as they should be, which is an honest answer, too.
    if (index % 10 === 9) writeFileSync(join(directory, id, 'owner.pub'), 'no key')
  }
  const lines = honest.map(line)
  const alone = await answers(directory, lines)
  expect(new Set(alone.map(({ exit }) => exit))).toEqual(new Set(count > 9 ? [0, 2] : [0]))
  for (const chain of HOSTILE_CHAINS) {
    mkdirSync(join(directory, chain.name))
    writeHostileChain(join(directory, chain.name), chain, BYTES)
    lines.splice(chance.below(lines.length), 0, line(chain.name))
  }
  const mixed = await answers(directory, lines)
  expect(mixed.filter(({ id }) => id.startsWith('honest-'))).toEqual(alone)
  for (const { name, codes } of HOSTILE_CHAINS) {
    const answer = mixed.find(({ id }) => id === name)
    expect([name, answer?.exit === 1 || answer?.exit === 2]).toEqual([name, true])
    expect([name, codes.some((code) => (answer?.failures ?? []).includes(code))]).toEqual([name, true])
  }
  report('hostile batch', lines.length, seed(), { honest: count, hostile: HOSTILE_CHAINS.length })
}, 600_000)
