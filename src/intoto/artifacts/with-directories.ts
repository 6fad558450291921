// SPDX-License-Identifier: Apache-2.0
// Which of many directories a file lies in. Names and directories are both somebody's word and may be many, so they are
// walked side by side, and none is held against all others.
import { compareCodePoints } from '../json/canonical-json.ts'

/**
 * Each entry with the innermost of the directories that it lies in; undefined where it lies in none.
 *
 * @param entries by name, in order of code points
 * @param directories each with a slash at its end; the empty one holds everything
 */
export function* withDirectories<Name extends string, Value>(
  entries: Iterable<readonly [Name, Value]>,
  directories: Iterable<string>
): Generator<[Name, Value, directory: string | undefined]> {
  const sorted = [...directories].sort(compareCodePoints)
  // Those that the last name lay in, the innermost last: whatever lies in a directory stands together.
  const around: string[] = []
  let next = 0
  for (const [name, value] of entries) {
    while (around.length > 0 && !name.startsWith(around.at(-1) as string)) around.pop()
    for (; next < sorted.length && compareCodePoints(sorted[next] as string, name) <= 0; next += 1)
      if (name.startsWith(sorted[next] as string)) around.push(sorted[next] as string)
    yield [name, value, around.at(-1)]
  }
}
