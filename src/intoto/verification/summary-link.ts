// SPDX-License-Identifier: Apache-2.0
import { NO_ARTIFACTS } from '../artifacts/build-artifacts.ts'
import type { Layout } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'

/**
 * The link that stands for a whole chain (in-toto v1.0, 5.3.7): materials of the first step; products, by-products and
 * command of the last.
 */
export function summaryLink(layout: Layout, links: ReadonlyMap<string, Link>, name: string): Link {
  const first = links.get(layout.steps.at(0)?.name ?? '')
  const last = links.get(layout.steps.at(-1)?.name ?? '')
  return {
    name,
    command: last?.command ?? [],
    materials: first?.materials ?? NO_ARTIFACTS,
    products: last?.products ?? NO_ARTIFACTS,
    byproducts: last?.byproducts ?? new Map(),
    environment: new Map()
  }
}
