// SPDX-License-Identifier: Apache-2.0
// What stands in a commit for a file that Git LFS keeps elsewhere (git-lfs, docs/spec.md).

export interface LfsPointer {
  /** SHA-256 of the content, 64 digits. */
  readonly oid: string
  /** Of the content, in bytes. */
  readonly size: number
}

/** Longer ones are no pointers. */
const MOST_POINTER_BYTES = 1024

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\d-[a-z0-9.-]+ sha256:[0-9a-f]{64}\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n?$/

/** The pointer that a blob is; undefined for any other. */
export function readLfsPointer(content: Buffer): LfsPointer | undefined {
  if (content.length >= MOST_POINTER_BYTES) return undefined
  const [, oid, size] = POINTER.exec(content.toString('latin1')) ?? []
  return oid === undefined ? undefined : { oid, size: Number(size) }
}
