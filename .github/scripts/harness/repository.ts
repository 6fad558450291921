// SPDX-License-Identifier: Apache-2.0
// Where things of this repository lie.
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../../..')

/** The command line as users start it. */
export const CLI = join(ROOT, 'dist/cli.mjs')
