// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'

/** The file of a copy that tells how its tests did without any mutant. */
export const DRY_RUN = 'mutants-dry-run.json'

/** By the id of a test. */
export type DryRun = readonly (readonly [id: string, { readonly passes: boolean; readonly milliseconds: number }])[]

/** Tests that fail without any mutant: some look at what mutants bring along, such as names of the global scope. */
export function unfitTests(path: string): string[] {
  if (!existsSync(path)) return []
  const dryRun = JSON.parse(readFileSync(path, 'utf8')) as DryRun
  return dryRun.filter(([, { passes }]) => !passes).map(([id]) => id)
}
