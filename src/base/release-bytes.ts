// SPDX-License-Identifier: Apache-2.0

/** Smaller arrays may be parts of one that others look at, and soon make room by themselves. */
const LEAST = 128 * 1024

/** Gives the memory of many bytes back at once, which nobody looks at any more, where the machine can: Node does from 22 on. */
export function releaseBytes({ buffer }: Uint8Array): void {
  if (buffer.byteLength < LEAST || !(buffer instanceof ArrayBuffer)) return
  const { transfer } = buffer as { transfer?: ArrayBuffer['transfer'] }
  transfer?.call(buffer, 0)
}
