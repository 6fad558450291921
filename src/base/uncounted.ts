// SPDX-License-Identifier: Apache-2.0

/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
export const UNCOUNTED = '.git'
