// SPDX-License-Identifier: Apache-2.0
// Makes a scratch directory and prints its path: `.ci/run` gives it to everything that it runs.
import { scratchDirectory } from './scratch-directory.ts'

console.log(scratchDirectory('ci'))
