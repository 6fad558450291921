// SPDX-License-Identifier: Apache-2.0
// The keys of a pipeline on this machine, made afresh, and the layout that names them.
import { join } from 'node:path'
import { CliError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { signMetadata } from '../../intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../intoto/keys/derive-key-id.ts'
import { pemKeyIds } from '../../intoto/keys/pem-key-ids.ts'
import { encodeLayout } from '../../intoto/layout/encode-layout.ts'
import type { Layout } from '../../intoto/layout/layout.ts'
import { buildLayout } from '../../layouts/build-layout.ts'
import { generateKey, type GeneratedKey } from '../../signing/generate-key.ts'
import { writeKeyPair } from '../../signing/key-files.ts'
import { loadPrivateKey } from '../../signing/key-signer.ts'
import { STAGES } from './stages.ts'

/** Where the layout comes from. */
export interface LayoutText {
  readonly layoutText: string
  readonly layoutSource: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** One key for each functionary, and one for the owner of the layout. */
export class PipelineKeys {
  readonly layout: Layout
  readonly #text: LayoutText
  readonly #keys = new Map<string, GeneratedKey>()
  readonly #owner = generateKey({ type: 'ed25519' })

  /** @throws LayoutSourceError */
  constructor(text: LayoutText) {
    this.#text = text
    this.layout = this.#buildLayout(text.now)
  }

  /** A layout names keys by path; each path stands for a key that is made here, whatever file may lie there. */
  #buildLayout(now: number): Layout {
    const readKey = (path: string): GeneratedKey['publicKey'] => {
      const key = this.#keys.get(path) ?? generateKey({ type: 'ed25519' })
      this.#keys.set(path, key)
      return key.publicKey
    }
    const { layoutText: text, layoutSource: source } = this.#text
    return buildLayout({ text, source, readKey, now, keyIdForm: 'current' }).layout
  }

  /** @throws FILE_ codes */
  write(directory: string): void {
    for (const [path, key] of this.#keys) writeKeyPair(join(directory, keyName(path)), key)
    writeKeyPair(join(directory, 'owner'), this.#owner)
  }

  /**
   * The layout, signed under both forms of the owner's key id, because other tools look for one or the other.
   *
   * @param asOf when its expiry starts, in milliseconds since the epoch
   */
  signedLayout(asOf: number = this.#text.now): Uint8Array {
    const signer = loadPrivateKey({ pem: this.#owner.privatePem, source: 'owner' })
    const signers = pemKeyIds(signer.publicKey).map((keyId) => ({ signer, keyId }))
    const layout = asOf === this.#text.now ? this.layout : this.#buildLayout(asOf)
    return signMetadata({ payload: encodeLayout(layout), format: 'dsse', signers })
  }

  /** The key of the first functionary of a step. @throws USAGE */
  functionary(step: string): GeneratedKey {
    const [keyId] = this.layout.steps.find(({ name }) => name === step)?.pubkeys ?? []
    const key = [...this.#keys.values()].find(({ publicKey }) => keyIdOf(publicKey, 'current') === keyId)
    if (key === undefined) {
      throw new CliError('USAGE', `The layout has no step ${quoteUntrusted(step)}.`, {
        hint: `The pipeline has the steps ${STAGES.join(', ')}; the layout must have the same.`
      })
    }
    return key
  }
}

function keyName(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.pub$/, '')
}
