// SPDX-License-Identifier: Apache-2.0
import type { LinkStore } from '../intoto/verification/verification.ts'

/** A store without links. */
export const NO_LINKS: LinkStore = { read: async () => undefined, names: async () => [], sub: () => NO_LINKS }
