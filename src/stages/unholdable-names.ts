// SPDX-License-Identifier: Apache-2.0
// Names that one system holds and another does not.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { foldName } from '../base/fold-name.ts'
import { isRefusedByWindows } from './portable-names.ts'

/**
 * A sentence about why another machine may lack a file, when its name tells: two names that differ in letter case or in
 * Unicode form alone are one on macOS and Windows, and Windows refuses some names. Undefined when no name tells.
 *
 * @param missing what the other machine lacks
 * @param all every name on this machine
 */
export function unholdable(missing: readonly string[], all: Iterable<string>): string | undefined {
  if (missing.length === 0) return undefined
  const refused = missing.find((path) => path.split('/').some(isRefusedByWindows))
  if (refused !== undefined) return `Windows cannot hold a file called ${quoteUntrusted(refused)}.`
  const names = new Map<string, string[]>()
  for (const path of all) {
    const folded = foldName(path)
    names.set(folded, [...(names.get(folded) ?? []), path])
  }
  for (const path of missing) {
    const twin = names.get(foldName(path))?.find((other) => other !== path)
    if (twin !== undefined)
      return `${quoteUntrusted(path)} and ${quoteUntrusted(twin)} are one name on macOS and on Windows.`
  }
  return undefined
}
