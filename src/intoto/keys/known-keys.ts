// SPDX-License-Identifier: Apache-2.0
// Chains that are verified one after the other mostly have the same owners and functionaries. Equal text is an equal key,
// so it is read once: in a batch of small chains, reading keys anew takes an eighth of the time.

/** Characters of a text that is kept; the largest key has some three thousand. */
const KEPT_TEXT = 4096
/** Keys that are kept. */
const KEPT = 256

/** Keys that were read lately, by all that they were read from. */
export class KnownKeys<Key> {
  readonly #keys = new Map<string, Key>()

  /**
   * @param text all that decides which key it is
   * @throws what reading it throws, which is never kept
   */
  of(text: string, read: () => Key): Key {
    const known = this.#keys.get(text)
    if (known !== undefined) return known
    const key = read()
    if (text.length > KEPT_TEXT) return key
    if (this.#keys.size === KEPT) this.#keys.clear()
    this.#keys.set(text, key)
    return key
  }
}
