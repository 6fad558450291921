// SPDX-License-Identifier: Apache-2.0
// What the core asks of its machine, by Node.
import { createHash } from 'node:crypto'
import type { CorePorts } from '../intoto/verification/core-ports.ts'
import { NODE_BYTES } from './node-bytes.ts'
import { verifyOnPool } from './verify-signature.ts'

export const NODE_PORTS: CorePorts = {
  signatures: { verify: verifyOnPool },
  hasher: { sha256: async (bytes) => createHash('sha256').update(bytes).digest() },
  bytes: NODE_BYTES
}
