// SPDX-License-Identifier: Apache-2.0
// A command that is written as text, where a shell would read more than words in it.
import { yamlWhole } from '../intoto/intents/yaml-text.ts'
import { plainWords, shellLine } from '../intoto/rules/shell-line.ts'
import type { YamlValue } from './yaml-source.ts'

/** How a text can be meant. */
export interface Readings {
  /** As a shell reads it. */
  readonly program: string
  /** As they are split, quotes taken away. */
  readonly words: readonly string[]
}

/**
 * The text of a command that is more than plain words; undefined of every other, and of a list of words.
 *
 * @param without takes out what means something else in the layout
 */
export function programIn(value: YamlValue, without = (line: string): string => line): string | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined
  const line = shellLine(value.value)
  return plainWords(without(line)) === undefined ? line : undefined
}

/** Both readings, to paste. @param key under which the command stands */
export function readingsHint(key: 'command' | 'run', { program, words }: Readings): string {
  const asProgram = `${key}: [bash, -c, ${yamlWhole(program)}]`
  const asWords = `${key}: [${words.map(yamlWhole).join(', ')}]`
  return `Write \`${asProgram}\` if the input \`run\` of a stage is this text (its \`shell\` in the place of bash), or \`${asWords}\` if the command line runs just these words, without a shell.`
}
