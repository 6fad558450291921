// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { signMetadata } from '../intoto/envelope/sign-metadata.ts'
import type { Inspection } from '../intoto/layout/layout.ts'
import { encodeLink } from '../intoto/link/encode-link.ts'
import type { Link } from '../intoto/link/link.ts'
import { isSafeName, unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import type { InspectionRunner } from '../intoto/verification/verification.ts'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'

/** Records everything in a directory, as the reference's inspections do. */
export type RecordDirectory = (directory: string) => Promise<Artifacts>

/** Runs a command and reports its exit status, or that its time was over; the gate does not care how. */
export type RunProgram = (command: readonly [string, ...string[]], directory: string) => Promise<number | 'timed-out'>

export interface InspectionSettings {
  readonly directory: string
  readonly record: RecordDirectory
  readonly runProgram: RunProgram
  /** Writes `<name>.link` into the directory after each inspection. */
  readonly keepLinks?: ((path: string, bytes: Uint8Array) => void) | undefined
}

/** Inspections as the reference runs them: in one folder, recording everything in it before and after. */
export class CommandInspectionRunner implements InspectionRunner {
  readonly #settings: InspectionSettings

  constructor(settings: InspectionSettings) {
    this.#settings = settings
  }

  /** An inspection without a command yields a link without a return value, which verification refuses. */
  async run(inspection: Inspection): Promise<Link | 'timed-out'> {
    const { directory, record, runProgram, keepLinks } = this.#settings
    const materials = await record(directory)
    const [program, ...words] = inspection.run
    const status = program === undefined ? undefined : await runProgram([program, ...words], directory)
    if (status === 'timed-out') return status
    const link: Link = {
      name: inspection.name,
      command: inspection.run,
      materials,
      products: await record(directory),
      byproducts: new Map(status === undefined ? [] : [['return-value', status]]),
      environment: new Map()
    }
    if (keepLinks !== undefined && isSafeName(inspection.name)) {
      keepLinks(
        join(directory, unsignedLinkFileName(inspection.name)),
        signMetadata({ payload: encodeLink(link), format: 'metablock', signers: [] })
      )
    }
    return link
  }
}
