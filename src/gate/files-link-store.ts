// SPDX-License-Identifier: Apache-2.0
import { basename, dirname } from 'node:path'
import { releaseBytes } from '../base/release-bytes.ts'
import type { LinkStore } from '../intoto/verification/verification.ts'
import { DirectoryLinkStore } from './directory-link-store.ts'
import { NO_LINKS } from './no-links.ts'

/** Links that lie in directories of their own, by file name. */
export class FilesLinkStore implements LinkStore {
  readonly #paths: ReadonlyMap<string, string>

  /** @param paths from the names of links to where they are */
  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths
  }

  async read(fileName: string): Promise<Uint8Array | undefined> {
    const path = this.#paths.get(fileName)
    return path === undefined ? undefined : new DirectoryLinkStore(dirname(path)).read(basename(path))
  }

  /** Each `read` reads anew. */
  release(bytes: Uint8Array): void {
    releaseBytes(bytes)
  }

  async names(): Promise<readonly string[]> {
    return [...this.#paths.keys()]
  }

  /** Stages store links only; sublayouts come in directories. */
  sub(): LinkStore {
    return NO_LINKS
  }
}
