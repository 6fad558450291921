// SPDX-License-Identifier: Apache-2.0

/** Where a run comes from, as far as identities go. GitHub gives no secrets to forks and to Dependabot. */
export type Origin = 'own' | 'fork' | 'dependabot'
