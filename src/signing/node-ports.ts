// SPDX-License-Identifier: Apache-2.0
// What the core asks of its machine, by Node.
import { createHash } from 'node:crypto'
import type { CorePorts } from '../intoto/core-ports.ts'
import { NODE_BYTES } from './node-bytes.ts'
import { verifySignature } from './verify-signature.ts'

export const NODE_PORTS: CorePorts = {
  signatures: { verify: async (key, message, signature) => verifySignature(key, message, signature) },
  hasher: { sha256: async (bytes) => createHash('sha256').update(bytes).digest() },
  bytes: NODE_BYTES
}
