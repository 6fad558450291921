// SPDX-License-Identifier: Apache-2.0
// A named mutant says which text it changes. That text must be there once, or the mutant says nothing any more.
import { lineAt, type TextMutant } from './mutant.ts'

export interface NamedMutant {
  /** What an attacker gains by it. */
  readonly name: string
  /** Where the text was last; when it is not there, all of `src` is looked through. */
  readonly file: string
  readonly find: string
  readonly replace: string
  /** Test files, of which at least one must be there; a test may move, too. */
  readonly tests: readonly string[]
}

/** A named mutant at the place where its text is now, or why there is none. */
export type Found =
  | { readonly mutant: TextMutant; readonly tests: readonly string[]; readonly problem?: undefined }
  | { readonly problem: string }

/** @param texts by file, sources and tests */
export function findNamed(named: NamedMutant, texts: ReadonlyMap<string, string>): Found {
  const tests = named.tests.filter((test) => texts.has(test))
  if (tests.length === 0) return { problem: `none of its tests is there any more: ${named.tests.join(', ')}` }
  const sources = [...texts.keys()].filter((file) => file.startsWith('src/'))
  const at = placesOf(named.find, [named.file], texts)
  const places = at.length > 0 ? at : placesOf(named.find, sources, texts)
  const [place] = places
  if (place === undefined) return { problem: `the code moved: no file of src holds ${JSON.stringify(named.find)}` }
  if (places.length > 1) {
    const files = [...new Set(places.map(({ file }) => file))].join(', ')
    return { problem: `the code moved: ${JSON.stringify(named.find)} is there ${places.length} times, in ${files}` }
  }
  const { file, start } = place
  const line = lineAt(texts.get(file) ?? '', start)
  const change = { before: named.find, after: named.replace, start, end: start + named.find.length }
  return { mutant: { file, line, by: 'named', ...change }, tests }
}

function placesOf(
  find: string,
  files: readonly string[],
  texts: ReadonlyMap<string, string>
): { file: string; start: number }[] {
  return files.flatMap((file) => {
    const starts: { file: string; start: number }[] = []
    const text = texts.get(file) ?? ''
    for (let start = text.indexOf(find); start !== -1; start = text.indexOf(find, start + 1))
      starts.push({ file, start })
    return starts
  })
}
