// SPDX-License-Identifier: Apache-2.0

/** The environment variable that holds the passphrase of private keys. */
export const PASSPHRASE_VARIABLE = 'IN_TOTO_KEY_PASSPHRASE'
