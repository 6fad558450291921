// SPDX-License-Identifier: Apache-2.0
// Where the paths of a recording led while they were listed, to be asked once more when all is read: a path leads
// elsewhere as soon as somebody puts a link in the place of a directory.
import { lstatSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileChanged } from './hash-file.ts'

interface Place {
  /** What the user calls it. */
  readonly name: string
  /** Where it led, without any link; undefined for a directory that no link leads to from the one above it. */
  readonly real: string | undefined
}

/** One look for each directory, and for each link and each path that was named; none for a file that a walk finds. */
export class Entered {
  /** By their paths of the file system. */
  readonly #places = new Map<string, Place>()

  /** Notes a directory that was listed as one. @param place path of the file system */
  directory(place: string, name: string): void {
    this.#places.set(place, { name, real: undefined })
  }

  /** Notes where a path led, whatever lies on the way. @param place path of the file system */
  leads(place: string, name: string, real: string): void {
    this.#places.set(place, { name, real })
  }

  /** Notes the directories above a file that was reached through none but directories. @param name relative to the base */
  above(name: string, resolve: (path: string) => string): void {
    for (let outer = dirname(name); outer !== '.' && outer !== '/'; outer = dirname(outer)) {
      const place = resolve(outer)
      if (this.#places.has(place)) return
      this.directory(place, outer)
    }
  }

  /** Demands that all of them still lead there. @throws RECORD_FILE_CHANGED */
  demandUnchanged(): void {
    for (const [place, { name, real }] of this.#places) if (!leadsStill(place, real)) throw fileChanged(name)
  }
}

function leadsStill(place: string, real: string | undefined): boolean {
  try {
    return real === undefined ? lstatSync(place).isDirectory() : realpathSync.native(place) === real
  } catch {
    // Nobody can say any more what was read there.
    return false
  }
}
