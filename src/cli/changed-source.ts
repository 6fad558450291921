// SPDX-License-Identifier: Apache-2.0
// A source beside a signed layout that says something else: whoever changed it believes that the change counts. Nobody
// signed it, so this is a note, and decides nothing.
import { dirname, join, resolve } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { readPlainFile } from '../files/read-file.ts'
import { canonicalJson } from '../intoto/json/canonical-json.ts'
import { KEY_ID_FORMS, type KeyIdForm } from '../intoto/keys/key-id.ts'
import { encodeLayout } from '../intoto/layout/encode-layout.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { intentsOf } from '../intoto/intents/intents-of-layout.ts'
import { LayoutFile } from '../intoto/layout/layout-file.ts'
import { readPublicKeyFile } from '../signing/key-files.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
import { note, pathFrom, type Console } from './console.ts'
import { shellWord } from './shell-word.ts'
import { submodulesAround } from './submodules-around.ts'

const DAY_MS = 86_400_000

/** Where the source of a layout lies, as the layout was named. */
export function sourceBeside(layout: string): string {
  return join(dirname(layout), 'layout.yml')
}

/** Notes that the source beside a signed layout makes another layout, or none. @param layout as it was named */
export async function tellChangedSource(
  layout: string,
  repository: string | undefined,
  console: Console
): Promise<void> {
  const source = sourceBeside(layout)
  if (await isUnchanged({ layout, source, repository }, console)) return
  note(
    console,
    `note: ${shown(source)} is not what ${shown(layout)} was signed from; what was signed decides.\n${signingHint(source, layout)}`
  )
}

/** @param source as it was named */
export function signingHint(source: string, layout: string): string {
  const [from, to] = [source, layout].map((path) => escapeUntrusted(shellWord(path))) as [string, string]
  return `  fix: If ${shown(source)} is right, let an owner of the layout sign it: in-toto-actions layout sign ${from} -o ${to} --signing-key OWNER-KEY`
}

const shown = (path: string): string => quoteUntrusted(path, 200).slice(1, -1)

interface Places {
  readonly layout: string
  readonly source: string
  readonly repository: string | undefined
}

/** Also where it cannot be told: keys may be named from another directory, and a source is none before it is finished. */
async function isUnchanged({ layout, source, repository }: Places, console: Console): Promise<boolean> {
  const [path, signedPath] = [source, layout].map((one) => pathFrom(console, one)) as [string, string]
  try {
    const bytes = readPlainFile(path, LIMITS.layoutBytes)
    const signedBytes = bytes && readPlainFile(signedPath, LIMITS.layoutBytes)
    if (signedBytes === undefined) return true
    const signed = new LayoutFile(signedBytes, layout, NODE_BYTES).parsed().layout
    const text = new TextDecoder('utf-8').decode(bytes)
    const { buildLayout } = await import('../layouts/build-layout.ts')
    const build = (now: number, keyIdForm: KeyIdForm, withoutRules: boolean): Layout =>
      buildLayout({
        text,
        source,
        readKey: (key) => readPublicKeyFile(resolve(console.directory, key)),
        repository: repository ?? console.environment['GITHUB_REPOSITORY'],
        now,
        keyIdForm,
        submodules: submodulesAround(path),
        withoutRules
      }).layout
    const now = console.now()
    // Where the check is carried, rules are not compared, and making them costs most of all.
    const carriesCheck = intentsOf(signed) !== undefined
    return KEY_ID_FORMS.some((form) => {
      const built = build(now, form, carriesCheck)
      // A time from now on is another one each day.
      const isDated = built.expires === build(now + DAY_MS, form, true).expires
      const expires = isDated ? built.expires : signed.expires
      return comparable({ ...built, expires }) === comparable(signed)
    })
  } catch (error) {
    if (error instanceof InTotoError) return true
    throw error
  }
}

/** What was written: other releases may make other rules of the same intents. */
function comparable(layout: Layout): string {
  const intents = intentsOf(layout)
  const steps = layout.steps.map((step) =>
    intents?.steps.has(step.name) === true ? { ...step, expectedMaterials: [], expectedProducts: [] } : step
  )
  return Buffer.from(canonicalJson(encodeLayout({ ...layout, steps }))).toString('latin1')
}
