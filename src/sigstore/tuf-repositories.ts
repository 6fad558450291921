// SPDX-License-Identifier: Apache-2.0
// Where trusted roots are published, and the signed TUF root with which trust in each place begins. These roots may be
// old: a client goes from one to the next, each signed by the keys of the one before.
import { Buffer } from 'node:buffer'
import type { EmbeddedRoot } from './embedded-roots.ts'
import github from './roots/tuf-github.json' with { type: 'json' }
import publicGood from './roots/tuf-public-good.json' with { type: 'json' }

export interface TufRepository {
  /** What messages call it. */
  readonly name: string
  /** Where its metadata lies; targets lie in `targets/` below. */
  readonly url: string
  /** The file root.json with which trust begins. */
  readonly root: Uint8Array
  /** The file that is wanted. */
  readonly target: string
}

const TRUSTED_ROOT = 'trusted_root.json'

export const TUF_REPOSITORIES: Readonly<Record<EmbeddedRoot, () => TufRepository>> = {
  'public-good': () => ({
    name: 'public-good',
    url: 'https://tuf-repo-cdn.sigstore.dev',
    root: Buffer.from(JSON.stringify(publicGood)),
    target: TRUSTED_ROOT
  }),
  github: () => ({
    name: 'github',
    url: 'https://tuf-repo.github.com',
    root: Buffer.from(JSON.stringify(github)),
    target: TRUSTED_ROOT
  })
}
