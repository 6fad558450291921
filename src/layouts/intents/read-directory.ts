// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { flawOfDirectory } from '../../intoto/intents/statements.ts'
import type { YamlPlace, YamlReader } from '../yaml-reader.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'

/** Notes what makes a text no directory of the workspace; whether there was something. */
export function refuseFlawedDirectory(reader: YamlReader, at: YamlPlace, text: string, what: string): boolean {
  const flaw = flawOfDirectory(text)
  if (flaw === undefined) return false
  reader.problem(
    'LAYOUT_SOURCE_VALUE',
    at,
    `"${what}" names a directory, and ${quoteUntrusted(text)} ${flaw}.`,
    directoryHint(text, what)
  )
  return true
}

/** The directory that is probably meant. */
function directoryHint(text: string, what: string): string {
  if (/^\.?\/?$/.test(text)) return `For the top of the workspace leave out "${what}".`
  const meant = text
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/')
  return flawOfDirectory(meant) === undefined
    ? `Write \`${what}: ${yamlText(meant)}\`.`
    : 'Write it from the top of the workspace, in its shortest form: `packages/app`.'
}
