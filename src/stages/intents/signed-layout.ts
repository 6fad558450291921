// SPDX-License-Identifier: Apache-2.0
// The signed layout as somebody who records a step reads it: for what to leave out, and where taken files lie. Its
// signatures are not looked at, since nothing that it says is believed; the gate compares with the layout that it trusts.
import { Buffer } from 'node:buffer'
import { join, isAbsolute } from 'node:path'
import type { Environment } from '../../base/environment.ts'
import { InTotoError } from '../../base/errors.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Runner } from '../../base/runner.ts'
import { FilesError } from '../../files/codes.ts'
import { readPlainFile } from '../../files/read-file.ts'
import type { Intents } from '../../intoto/intents/intents.ts'
import { intentsOf } from '../../intoto/intents/intents-of-layout.ts'
import { LayoutFile } from '../../intoto/layout/layout-file.ts'
import { readCommitFile } from '../../recording/source/commit-file.ts'
import { withChannel } from '../../recording/source/object-channel.ts'
import { hasRepository, headOf, openWorkTree } from '../../recording/source/repository.ts'
import { NODE_BYTES } from '../../signing/node-bytes.ts'
import { UNREADABLE } from '../commit-recorder.ts'

/** A signed layout, and what it says. */
export interface SignedLayout {
  /** As it lies in its file. */
  readonly text: string
  /** Where it was found, in words, escaped: "the commit", "what step …" and the like. */
  readonly from: string
  /** Undefined for a layout in rules alone. */
  readonly intents: Intents | undefined
  /** Of all steps, those in rules among them. */
  readonly steps: readonly string[]
}

/** @throws JSON_, METADATA_ and KEY_ codes for what is no layout, INTENTS_INVALID, INTENT_PATTERN_INVALID */
export function readSignedLayout(text: string, path: string, from: string): SignedLayout {
  const { layout } = new LayoutFile(Buffer.from(text), path, NODE_BYTES).parsed()
  return { text, from, intents: intentsOf(layout), steps: layout.steps.map(({ name }) => name) }
}

/**
 * The layout of the commit that is checked out in a directory; undefined where there is none. What lies in the work tree
 * is not asked: an earlier step could have written it.
 *
 * @throws INTENTS_INVALID, INTENT_PATTERN_INVALID for intents that this release cannot read
 */
export async function layoutOfCommit(
  directory: string,
  path: string,
  environment: Environment,
  runner: Pick<Runner, 'annotate'>
): Promise<SignedLayout | undefined> {
  if (!hasRepository(directory)) return undefined
  try {
    const { commit, bytes } = await withChannel(openWorkTree(directory, environment), async (repository) => {
      const head = await headOf(repository)
      return { commit: head, bytes: await readCommitFile(repository, head, path, LIMITS.layoutBytes) }
    })
    return bytes && readSignedLayout(bytes.toString('utf8'), path, `${escapeUntrusted(path)} of commit ${commit}`)
  } catch (error) {
    // Where the commit cannot be read, the recording says so.
    if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return undefined
    if (!(error instanceof InTotoError) || !/^(?:JSON|METADATA|KEY|DSSE)_/.test(error.code)) throw error
    runner.annotate(
      'warning',
      'The layout cannot be read',
      `${escapeUntrusted(path)} of the commit that is checked out is not a signed layout, so the step is recorded as the inputs say: ${error.message}`
    )
    return undefined
  }
}

/** The layout in a file that the workflow names. @throws FILE_UNREADABLE, and what `readSignedLayout` throws */
export function layoutOfFile(workspace: string, path: string): SignedLayout {
  const bytes = readPlainFile(isAbsolute(path) ? path : join(workspace, path), LIMITS.layoutBytes)
  if (bytes !== undefined) return readSignedLayout(Buffer.from(bytes).toString('utf8'), path, escapeUntrusted(path))
  throw new FilesError('FILE_UNREADABLE', 'There is no such file.', {
    at: `input layout-file: ${escapeUntrusted(path)}`,
    hint: 'Name a signed layout that lies there before the stage begins, relative to the workspace, or write `none`.'
  })
}
