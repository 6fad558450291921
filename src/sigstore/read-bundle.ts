// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { bundleFromJSON, type Bundle } from '@sigstore/bundle'
import { InTotoError } from '../base/errors.ts'
import { CoreError } from '../intoto/codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { checkBundleForm, type BundleSigner } from './bundle-form.ts'

/**
 * What a reader makes of a bundle, once its form is checked. Nothing is verified.
 *
 * @param source the name that errors give
 * @throws BUNDLE_ and JSON_ codes; BUNDLE_MALFORMED for whatever else the reader throws
 */
export function readBundle<Value>(
  bytes: Uint8Array,
  { source, signer }: { readonly source: string; readonly signer: BundleSigner },
  read: (bundle: Bundle) => Value
): Value {
  checkBundleForm(readJson(bytes, { source, maxBytes: LIMITS.bundleBytes }), signer)
  try {
    return read(bundleFromJSON(JSON.parse(Buffer.from(bytes).toString('utf8'))))
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw new CoreError(
      'BUNDLE_MALFORMED',
      `The bundle cannot be read: ${escapeUntrusted((error as Error).message, 200)}.`,
      {
        at: escapeUntrusted(source),
        cause: error,
        hint: 'Sign again, and find out what made or changed the bundle.'
      }
    )
  }
}
