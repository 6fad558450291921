// SPDX-License-Identifier: Apache-2.0
// What collecting the links of a run asks of the service that stores workflow artifacts.

/** A workflow artifact as the service lists it. */
export interface ListedArtifact {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly digest: string | undefined
}

/** The workflow artifacts of one run. */
export interface LinkSource {
  /** All whose names start with one of some prefixes. @throws GITHUB_ codes, ARTIFACT_TOO_MANY */
  list(...prefixes: readonly string[]): Promise<readonly ListedArtifact[]>
  /**
   * Unpacks one into an empty directory of its own; returns that directory and the paths in it.
   *
   * @throws ARTIFACT_ codes, GITHUB_ codes
   */
  unpack(artifact: ListedArtifact): Promise<{ readonly directory: string; readonly files: readonly string[] }>
}
