// SPDX-License-Identifier: Apache-2.0
// The same artifacts in another form: a table where they were a map. Tables of the same names share their list or not, as
// those of links do.
import { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'
import type { Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { tableOfFiles } from '../../src/intoto/intents/table-files.ts'
import { NameList } from '../../src/intoto/json/digest-section.ts'

/** Makes tables, one for the same artifacts always. */
export class TablesOf {
  readonly #tables = new WeakMap<Artifacts, Artifacts>()
  readonly #lists = new Map<string, NameList>()
  readonly #isShared: () => boolean

  /** @param isShared asked for each table: whether it shares the list of its names with others that do */
  constructor(isShared: () => boolean) {
    this.#isShared = isShared
  }

  /** The artifacts themselves where no table can hold them. */
  of(artifacts: Artifacts): Artifacts {
    const known = this.#tables.get(artifacts)
    if (known !== undefined) return known
    const table = tableOfFiles([...artifacts])?.table
    const made = table === undefined ? artifacts : this.#isShared() ? this.#sharing(table) : table
    this.#tables.set(artifacts, made)
    return made
  }

  #sharing({ list: own, digests }: ArtifactTable): ArtifactTable {
    const key = own.names.join('\n')
    const list = this.#lists.get(key) ?? own
    this.#lists.set(key, list)
    return new ArtifactTable({ list, digests })
  }
}
