// SPDX-License-Identifier: Apache-2.0

/** Who vouches for the identities of workflow runs on github.com. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'
