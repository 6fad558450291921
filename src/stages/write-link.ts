// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { StagesError } from './codes.ts'
import { demandFileSize, demandReadable } from './demand-readable.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { signLink } from '../intoto/link/sign-link.ts'
import type { SigningIdentity, WrapperFormat } from '../intoto/envelope/sign-metadata.ts'
import type { Link } from '../intoto/link/link.ts'
import { isSafeName, linkFileName, unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'

export interface WriteLinkRequest {
  readonly link: Link
  readonly directory: string
  readonly format: WrapperFormat
  /** Undefined writes an unsigned link. */
  readonly signing: SigningIdentity | undefined
}

/** Signs and writes a link under the name that the specification gives it; returns its path. @throws STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
export function writeLink({ link, directory, format, signing }: WriteLinkRequest): string {
  checkStepName(link.name)
  demandReadable(link)
  const file = signLink({
    link,
    format,
    signers: signing === undefined ? [] : [signing],
    bytes: NODE_BYTES
  })
  demandFileSize(link.name, file.size)
  const path = join(directory, fileNameOf(link.name, signing))
  writeFileAtomically(path, file)
  return path
}

/** Step names become file names. @throws STEP_NAME_UNSAFE */
export function checkStepName(name: string): void {
  if (isSafeName(name)) return
  throw new StagesError(
    'STEP_NAME_UNSAFE',
    `The step name ${quoteUntrusted(name)} cannot be a file name on every system.`,
    {
      hint: 'Use letters, digits, "-", "_", "." and spaces, and do not start with a dot.'
    }
  )
}

function fileNameOf(name: string, signing: SigningIdentity | undefined): string {
  return signing === undefined ? unsignedLinkFileName(name) : linkFileName(name, signing.keyId)
}
