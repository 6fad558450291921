// SPDX-License-Identifier: Apache-2.0
// The library for workflow artifacts, which takes long to load. Of what it can do, it only stores.
import { DefaultArtifactClient, type ArtifactClient } from '@actions/artifact'

/** What is used of it. */
export type StoringClient = Pick<ArtifactClient, 'uploadArtifact'>

export function storingClient(): StoringClient {
  return new DefaultArtifactClient()
}
