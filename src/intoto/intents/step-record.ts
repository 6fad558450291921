// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../artifacts/artifacts.ts'
import type { Link } from '../link/link.ts'
import type { AcceptedEvidence, IntentsEvidence } from './intents-evidence.ts'
import type { StepIntents } from './intents.ts'
import type { FileEntry } from './file-entry.ts'
import { directoriesIn } from './files.ts'

/** A step with a link that counts. Several links of one step have the same artifacts, so the first speaks for them. */
export class StepRecord {
  readonly name: string
  /** Undefined for a step in rules. */
  readonly intents: StepIntents | undefined
  /** At least one. */
  readonly accepted: readonly AcceptedEvidence[]
  readonly link: Link
  readonly #directories = new Map<Artifacts, readonly FileEntry[]>()

  constructor(
    name: string,
    intents: StepIntents | undefined,
    accepted: readonly [AcceptedEvidence, ...AcceptedEvidence[]]
  ) {
    this.name = name
    this.intents = intents
    this.accepted = accepted
    this.link = accepted[0].link
  }

  /** The materials that are whole directories. */
  get beginDirectories(): readonly FileEntry[] {
    return this.#directoriesOf(this.link.materials)
  }

  /** The products that are whole directories. */
  get endDirectories(): readonly FileEntry[] {
    return this.#directoriesOf(this.link.products)
  }

  #directoriesOf(artifacts: Artifacts): readonly FileEntry[] {
    const known = this.#directories.get(artifacts) ?? directoriesIn(artifacts)
    this.#directories.set(artifacts, known)
    return known
  }
}

/** The steps of a layout with links that count, in its order. */
export function stepRecords({ intents, accepted, layoutSteps }: IntentsEvidence): Map<string, StepRecord> {
  const records = new Map<string, StepRecord>()
  for (const name of layoutSteps) {
    const [first, ...others] = accepted.get(name) ?? []
    if (first !== undefined) records.set(name, new StepRecord(name, intents.steps.get(name), [first, ...others]))
  }
  return records
}
