// SPDX-License-Identifier: Apache-2.0
// How far a path has been read by whoever asks which patterns it fits: those that strict verification takes, and, where a
// pattern tells them apart, those whose name begins with a letter and a colon. Strict verification takes that for a drive
// and refuses the link; other implementations take the file for what it is, so rules must not refuse it.
import type { CharacterClass } from '../../intoto/rules/alphabet.ts'
import { isWholePath, nextPathState, type PathState } from '../../intoto/rules/normal-paths.ts'

/** What stands before the segment of a path that begins with a drive. */
const DRIVE = 'drive '

/** A state of a path, or `drive ` and how far the segment has been read of one that begins with a drive. */
export type ReadPath = PathState | `${typeof DRIVE}${PathState}`

/** The states of paths over an alphabet. */
export class PathStates {
  readonly #asksDrives: boolean

  /** @param alphabet what patterns tell apart */
  constructor(alphabet: readonly CharacterClass[]) {
    this.#asksDrives = isColonApart(alphabet)
  }

  /** The state after one more character; undefined when nobody records such a path, of an address among them. */
  next(state: ReadPath, character: string): ReadPath | undefined {
    if (isOnDrive(state)) {
      const moved = nextPathState(state.slice(DRIVE.length) as PathState, character)
      return moved === undefined ? undefined : `${DRIVE}${moved}`
    }
    const moved = nextPathState(state as PathState, character) ?? this.#afterDrive(state, character)
    // What follows a scheme, as in `word://`: strict verification takes it, and no pattern fits such a path.
    return moved === 'body' ? undefined : moved
  }

  /** Of `c:` what is before the colon is read already. */
  #afterDrive(state: ReadPath, character: string): ReadPath | undefined {
    const isLetter = state === 'letter' || /^=[a-z]$/.test(state)
    return this.#asksDrives && isLetter && character === ':' ? `${DRIVE}name` : undefined
  }
}

/** Whether a path may end here. */
export function isWhole(state: ReadPath): boolean {
  return isWholePath(isOnDrive(state) ? (state.slice(DRIVE.length) as PathState) : (state as PathState))
}

/** Whether a path begins with a drive, for whoever knows drives. */
export function isOnDrive(state: ReadPath): boolean {
  return state.startsWith(DRIVE)
}

/** Where a colon fits what any other character of a name fits, a path without it stands for one that has a drive. */
function isColonApart(alphabet: readonly CharacterClass[]): boolean {
  const colon = alphabet.find(({ character }) => character === ':')
  return !alphabet.some(
    (other) => nextPathState('letter', other.character) === 'name' && other.passed.join() === colon?.passed.join()
  )
}
