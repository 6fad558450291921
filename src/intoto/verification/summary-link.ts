// SPDX-License-Identifier: Apache-2.0
import { NO_ARTIFACTS } from '../artifacts/build-artifacts.ts'
import type { Layout } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import type { AcceptedStep } from './accept-steps.ts'
import type { FinalProducts } from './released-products.ts'

/**
 * The link that stands for a whole chain (in-toto v1.0, 5.3.7): materials of the first step; products, by-products and
 * command of the last, and what was said of those products on a disk.
 *
 * @param final the products that a layout in intents releases, in place of those of the last step
 */
export function summaryLink(
  layout: Layout,
  accepted: ReadonlyMap<string, Pick<AcceptedStep, 'link' | 'onDisk'>>,
  name: string,
  final?: FinalProducts
): Link {
  const first = accepted.get(layout.steps.at(0)?.name ?? '')?.link
  const { link: last, onDisk } = accepted.get(layout.steps.at(-1)?.name ?? '') ?? {}
  return {
    name,
    command: last?.command ?? [],
    materials: first?.materials ?? NO_ARTIFACTS,
    products: final?.products ?? last?.products ?? NO_ARTIFACTS,
    byproducts: last?.byproducts ?? new Map(),
    environment: final?.onDisk ?? onDisk ?? new Map()
  }
}
