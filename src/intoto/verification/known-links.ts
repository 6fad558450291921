// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../bytes/hex.ts'
import type { LargeHasher } from '../hashing/sha256.ts'
import { StringCache } from '../json/string-cache.ts'
import type { ParsedLink } from '../link/parse-link.ts'

/** How a payload says what a link says. */
export type LinkForm = 'link' | 'statement'

/**
 * Links that somebody read before they are verified, so that verification need not read them again. What was read
 * counts for a payload of the same bytes only: who changes a file in between gains nothing, and nothing is believed for
 * being here.
 */
export class KnownLinks {
  /** Shared by all who read links for this. */
  readonly strings = new StringCache('supply-chain')
  readonly #hasher: LargeHasher
  readonly #links = new Map<string, { readonly digest: string; readonly parsed: ParsedLink }>()

  constructor(hasher: LargeHasher) {
    this.#hasher = hasher
  }

  /** Keeps what was read from a payload of a file. */
  async keep(form: LinkForm, fileName: string, payload: Uint8Array, parsed: ParsedLink): Promise<void> {
    this.#links.set(`${form} ${fileName}`, { digest: await this.#digest(payload), parsed })
  }

  /** What was read from this very payload of a file of this name. */
  async find(form: LinkForm, fileName: string, payload: Uint8Array): Promise<ParsedLink | undefined> {
    const known = this.#links.get(`${form} ${fileName}`)
    return known !== undefined && known.digest === (await this.#digest(payload)) ? known.parsed : undefined
  }

  async #digest(payload: Uint8Array): Promise<string> {
    return toHex(await this.#hasher.sha256(payload))
  }
}
