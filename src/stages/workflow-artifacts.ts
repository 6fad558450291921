// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'

/** A workflow artifact as the service lists it. */
export interface StoredArtifact {
  readonly id: string
  readonly name: string
  /** Bytes as stored. */
  readonly size: number
  /** `sha256:<hex>` of the bytes as stored; undefined when the service does not know it. */
  readonly digest: string | undefined
}

export interface ArtifactUpload {
  readonly name: string
  /** Absolute paths below `root`. */
  readonly files: readonly string[]
  readonly root: string
  /** 0 takes the default of the repository. */
  readonly retentionDays: number
}

/** How much of a workflow artifact is unpacked. */
export interface UnpackBounds {
  readonly packedBytes: number
  readonly bytes: number
  readonly files: number
}

/** The workflow artifacts of the run that a stage belongs to. */
export interface WorkflowArtifacts {
  /** @throws ARTIFACT_UPLOAD_FAILED */
  upload(request: ArtifactUpload): Promise<{ readonly id: string; readonly digest: string }>
  /** Those whose names start with one of some prefixes, newest first. @throws ARTIFACT_LIST_FAILED, ARTIFACT_TOO_MANY */
  list(...prefixes: readonly string[]): Promise<readonly StoredArtifact[]>
  /**
   * Unpacks one into an empty directory and returns the paths of its files in there, with forward slashes.
   *
   * @throws ARTIFACT_NAME, ARTIFACT_DOWNLOAD_FAILED, ARTIFACT_DIGEST_DIFFERS, ARTIFACT_TOO_LARGE, ARTIFACT_ZIP_INVALID,
   * FILE_UNWRITABLE
   */
  unpack(artifact: StoredArtifact, directory: string, bounds: UnpackBounds): Promise<readonly string[]>
}

/** The same, for those who look at what is stored and keep nothing of it. */
export interface HashingArtifacts extends WorkflowArtifacts {
  /**
   * Names and SHA-256 digests of the files in one, read from its archive; none of them is written anywhere.
   *
   * @param onRead called with every piece that is read; what it throws ends the reading
   * @throws ARTIFACT_NAME, ARTIFACT_DOWNLOAD_FAILED, ARTIFACT_DIGEST_DIFFERS, ARTIFACT_TOO_LARGE, ARTIFACT_ZIP_INVALID,
   * FILE_UNWRITABLE
   */
  hash(artifact: StoredArtifact, bounds: UnpackBounds, onRead: () => void): Promise<Artifacts>
}
