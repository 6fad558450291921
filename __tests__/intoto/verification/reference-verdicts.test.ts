// SPDX-License-Identifier: Apache-2.0
// `--compat reference` gives the verdict of in-toto-python on metadata that was changed in one place.
import { describe, expect, test } from '@jest/globals'
import { OWNER_PEM, referenceCases, type ReferenceCase } from '../../../.github/scripts/referees/reference-cases.ts'
import { InTotoError } from '../../../src/base/errors.ts'
import { NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { publicKeyFromPem } from '../../../src/intoto/keys/public-key.ts'
import { LayoutFile } from '../../../src/intoto/layout/layout-file.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import type { Compatibility } from '../../../src/intoto/verification/verification.ts'
import { verifySupplyChain } from '../../../src/intoto/verification/verify-supply-chain.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { MemoryStore, NOW } from '../../support/chain.ts'

const looked: Link = {
  name: 'look',
  command: ['true'],
  materials: NO_ARTIFACTS,
  products: NO_ARTIFACTS,
  byproducts: new Map([['return-value', 0]]),
  environment: new Map()
}

/** Nothing ran, so nothing returned. */
const NO_COMMAND = { command: [], byproducts: new Map() }

async function ours({ files }: ReferenceCase, compatibility: Compatibility): Promise<string> {
  const bytes = new Map([...files].map(([name, text]) => [name, new TextEncoder().encode(text)]))
  try {
    const { outcome } = await verifySupplyChain({
      ports: NODE_PORTS,
      layout: new LayoutFile(bytes.get('root.layout') ?? new Uint8Array(), 'root.layout', NODE_PORTS.bytes),
      layoutSource: 'root.layout',
      layoutKeys: [publicKeyFromPem(OWNER_PEM, 'owner')],
      links: new MemoryStore(bytes),
      now: NOW,
      compatibility,
      inspections: {
        run: ({ name, run }) => Promise.resolve({ ...looked, name, ...(run.length > 0 ? {} : NO_COMMAND) })
      }
    })
    return outcome === 'passed' ? 'passes' : 'fails'
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    return 'fails'
  }
}

describe('the verdict of in-toto-python', () => {
  const cases = referenceCases()
  test('is known of many changes, good and bad', () => {
    expect(cases.length).toBeGreaterThan(400)
    const passing = cases.filter(({ python }) => python === 'passes').length
    expect(passing / cases.length).toBeGreaterThan(0.3)
    expect(passing / cases.length).toBeLessThan(0.7)
  })
  test.each(cases.map((one) => [one.name, one] as const))('is ours: %s', async (_name, one) =>
    expect(await ours(one, 'reference')).toBe(one.python)
  )
})
