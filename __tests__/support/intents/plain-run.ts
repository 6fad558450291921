// SPDX-License-Identifier: Apache-2.0
// What the links of a run say, as plain data. Contents are texts; their digests come when links are made of them.

/** Contents by path; an installed directory has a content, too, under `dir:D`. */
export type Files = ReadonlyMap<string, string>

/** The commit that a link says it saw. */
export interface PlainClaim {
  readonly commit: string
  readonly tree: string
  readonly files: Files
  /** The submodules that lay there, by their directories: their files by the names that they have in the work tree. */
  readonly submodules?: ReadonlyMap<string, Files>
}

/** All files that a checkout of it has. */
export function filesOfClaim({ files, submodules }: PlainClaim): Files {
  return submodules === undefined ? files : new Map([files, ...submodules.values()].flatMap((part) => [...part]))
}

/** How one half of a link was recorded. */
export interface PlainHalf {
  readonly paths: readonly string[]
  /** How many files each line hid. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Lines left out of the digest of each installed directory. */
  readonly directories: ReadonlyMap<string, readonly string[]>
  readonly unrecorded: readonly string[]
}

export interface PlainRecording {
  /** Undefined for a checkout, which has none before it. */
  readonly before: PlainHalf | undefined
  readonly after: PlainHalf
  /** Undefined: the link is silent. */
  readonly scratch: string | undefined
  /** Other members beside these, as JSON. */
  readonly others: Readonly<Record<string, string | readonly string[]>>
}

/** One link. */
export interface PlainLink {
  /** The name within. */
  readonly name: string
  /** A layout in intents or in rules may stand in its place; it says nothing of its recording. */
  readonly kind: 'link' | 'sublayout' | 'sublayout in rules'
  readonly materials: Files
  readonly products: Files
  /** `silent`: the link says nothing of how it was recorded, like those of other implementations. */
  readonly recording: PlainRecording | 'silent'
  readonly claim: PlainClaim | 'malformed' | 'sparse' | undefined
  readonly command: readonly string[]
  readonly workingDirectory: string | undefined
  readonly setup: string | undefined
  readonly definition: string | undefined
}

export interface PlainRun {
  /** What the commit that the gate runs for really holds. */
  readonly truth: PlainClaim
  /** The ref of the run. */
  readonly ref: string
  /** The links of each step, one of each functionary; a step without any is missing. */
  readonly links: ReadonlyMap<string, readonly PlainLink[]>
  /** Steps that links are named after and that the layout does not know. */
  readonly strangers: readonly string[]
}

/** What whoever verifies knows. */
export interface Knowledge {
  readonly commit: boolean
  readonly files: boolean
  readonly ref: boolean
}

export const KNOWS_NOTHING: Knowledge = { commit: false, files: false, ref: false }
export const KNOWS_COMMIT: Knowledge = { commit: true, files: false, ref: true }
export const KNOWS_ALL: Knowledge = { commit: true, files: true, ref: true }

/** The files below a directory. */
export function filesBelow(directory: string, files: Files): Files {
  return new Map([...files].filter(([path]) => path.startsWith(`${directory}/`)))
}

export const isDirectory = (path: string): boolean => path.startsWith('dir:')

export function sameFiles(one: Files, other: Files): boolean {
  return one.size === other.size && [...one].every(([path, content]) => other.get(path) === content)
}
