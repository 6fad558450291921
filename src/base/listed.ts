// SPDX-License-Identifier: Apache-2.0

/**
 * The first names of a list in one sentence, and how many more there are: "a, b and 3 more".
 *
 * @param shown escapes one name; only those that are shown cost anything
 */
export function listed(names: readonly string[], most: number, shown: (name: string) => string): string {
  const more = names.length > most ? ` and ${names.length - most} more` : ''
  return `${names.slice(0, most).map(shown).join(', ')}${more}`
}
