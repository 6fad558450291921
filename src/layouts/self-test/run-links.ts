// SPDX-License-Identifier: Apache-2.0
// The links of a made-up run, as the recorder of this project writes them.
import { artifactsOf } from '../../intoto/artifacts/build-artifacts.ts'
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../../intoto/artifacts/artifacts.ts'
import { sha256HexOfTexts } from '../../intoto/hashing/sha256.ts'
import { installsOf } from '../../intoto/intents/installed-directories.ts'
import { seesSource, type Intents, type StepIntents } from '../../intoto/intents/intents.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../intoto/json/json-value.ts'
import type { Link } from '../../intoto/link/link.ts'
import { scratchNote, withRecordedHalf, type DirectoryNotes } from '../../intoto/link/recording-notes.ts'
import { sourceLines, withSource, type CommitFiles, type SourceClaim } from '../../intoto/link/source-claim.ts'
import type { Files, StepFiles } from './run-files.ts'

export const COMMIT = 'a'.repeat(40)

/** Makes the links of steps of made-up runs, and hashes each made-up file once. */
export class LinkMaker {
  readonly #intents: Intents
  readonly #digests = new Map<string, string>()
  readonly #claim: SourceClaim

  constructor(intents: Intents, source: Files) {
    this.#intents = intents
    this.#claim = { tree: 'b'.repeat(40), ...this.claimOf(source), submodules: new Map() }
  }

  /** What a link claims of the files of one checkout. */
  claimOf(files: Files): CommitFiles {
    const inOrder = [...this.#artifacts(files).paths()].map((name) => [name, files.get(name) as string] as const)
    const lines = sourceLines(this.hexOf(new Map(inOrder)))
    return { commit: COMMIT, files: files.size, digest: sha256HexOfTexts(lines) }
  }

  /** SHA-256 by name. */
  hexOf(files: Files): Map<string, string> {
    return new Map([...files].map(([name, content]) => [name, this.#digestOf(content)]))
  }

  linkOf(name: string, { materials, products }: StepFiles): Link {
    const step = this.#intents.steps.get(name)
    return {
      name,
      command: step?.command?.words ?? [],
      materials: this.#artifacts(materials),
      products: this.#artifacts(products),
      byproducts: jsonObject({ 'return-value': 0 }),
      environment: step === undefined ? new Map() : this.#environmentOf(step, materials, products)
    }
  }

  #environmentOf(step: StepIntents, materials: Files, products: Files): JsonObject {
    const { command, definition, addsSource } = step
    const said = jsonObject({
      ...(definition === undefined ? {} : { definition }),
      ...(command === undefined ? {} : { working_directory: command.workingDirectory ?? '.' }),
      ...(command?.setup === undefined ? {} : { setup: command.setup })
    })
    const taken = directoriesOf(materials)
    const before = addsSource
      ? said
      : withRecordedHalf(said, 'materials', { ...WHOLE, directories: this.#notesOf(step, taken) })
    const after = withRecordedHalf(before, 'products', {
      ...WHOLE,
      directories: this.#notesOf(step, directoriesOf(products)),
      unrecorded: taken
    })
    const recording = new Map<string, JsonValue>([
      ...(after.get('recording') as JsonObject),
      ['scratch', scratchNote(addsSource)]
    ])
    const whole: JsonObject = new Map<string, JsonValue>([...after, ['recording', recording]])
    return seesSource(step) ? withSource(whole, this.#claim) : whole
  }

  /** What the installers of directories let differ in them. */
  #notesOf(step: StepIntents, names: readonly string[]): DirectoryNotes {
    return new Map(names.map((name) => [name, this.#linesOf(step, name) ?? []]))
  }

  /** Undefined where nobody whom the step takes as a whole installed it. */
  #linesOf(step: StepIntents, name: string): readonly string[] | undefined {
    const own = installsOf(step)(name)
    if (own.length > 0) return own.flatMap(({ mayChange }) => mayChange)
    for (const take of step.takes) {
      if (take.of === 'source' || take.only.length > 0 || (take.from ?? take.into) !== undefined) continue
      const there = this.#intents.steps.get(take.step)
      const lines = there === undefined ? undefined : this.#linesOf(there, name)
      if (lines !== undefined) return lines
    }
    return undefined
  }

  #artifacts(files: Files): Artifacts {
    const pairs = [...files].map(([name, content]): [ArtifactPath, DigestSet] => [
      name as ArtifactPath,
      digestSet([['sha256', this.#digestOf(content)]])
    ])
    return artifactsOf(pairs)
  }

  #digestOf(content: string): string {
    const known = this.#digests.get(content) ?? sha256HexOfTexts([content])
    this.#digests.set(content, known)
    return known
  }
}

const WHOLE = { paths: ['.'], leftOut: new Map<string, number>() }

function directoriesOf(files: Files): string[] {
  return [...files.keys()].filter((name) => name.startsWith('dir:'))
}
