// SPDX-License-Identifier: Apache-2.0

/** Codes that nothing prints, and why they exist all the same. `__tests__/scripts/shown-codes.test.ts` shows that it is so. */
export const UNPRINTED: Readonly<Record<string, string>> = {
  BUNDLE_WITHOUT_KEY:
    'Nothing prints it: commands and actions take bundles that a certificate signed, and no others. It is what the verifier of bundles answers to the tests of sigstore-conformance, which have bundles that a key signed.'
}
