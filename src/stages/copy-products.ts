// SPDX-License-Identifier: Apache-2.0
// Products are copied before they are stored, and it is the copies that are compared with the link: a process that the
// command left running changes the workspace under whoever reads it, and then what is stored is not what was signed.
import { hash } from 'node:crypto'
import { closeSync, constants, copyFileSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { fileUnwritable } from '../files/file-unwritable.ts'
import { checkHandOverNames, handOverChanged, openProduct, type OpenedFile } from './hand-over-files.ts'
import { sha256Set } from './converted-products.ts'
import { targetOf } from './named-links.ts'
import { recordDirectory } from '../recording/record-directory.ts'

/** Copies one file that is open to a place where there is none. */
export type CopyFile = (source: OpenedFile, target: string) => void

export interface CopyRequest {
  readonly workspace: string
  /** The products to copy, with the digests that they have on the disk. */
  readonly selected: Artifacts
  /** Which products were symbolic links when they were recorded, as `readModes` tells it. */
  readonly modes?: ReadonlyMap<string, JsonValue> | undefined
  /** Is made here and can be entered by the user of this process alone. Whoever calls removes it afterwards. */
  readonly directory: string
  readonly recorder: Pick<Recorder, 'record'>
  readonly copyFile?: CopyFile
}

/** Copies that have the digests of the link. */
export interface Copies {
  readonly root: string
  /** Absolute paths below `root`, one for each product. */
  readonly files: readonly string[]
  /** Products that are symbolic links, recorded by their target's name; their copies are files that hold it. */
  readonly links: readonly string[]
}

/**
 * Copies products out of the workspace and demands that each copy is what the link says. Nothing is left behind when
 * that fails.
 *
 * @throws HAND_OVER_UNSAFE, HAND_OVER_CHANGED, FILE_UNREADABLE, FILE_UNWRITABLE, RECORD_ codes
 */
export async function copyProducts(request: CopyRequest): Promise<Copies> {
  const { selected, directory, recorder } = request
  checkHandOverNames(selected.paths())
  makeRoot(directory)
  try {
    const { files, links } = copyAll(request)
    const difference = firstDifference(selected, await recordDirectory(recorder, directory))
    if (difference !== undefined) throw handOverChanged(difference.path, difference.what)
    return { root: directory, files, links }
  } catch (error) {
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
}

/** The first product of which there is no copy, or another one than the link says; or a copy of no product. */
export function firstDifference(
  selected: Artifacts,
  copies: Artifacts
): { readonly path: string; readonly what: string } | undefined {
  for (const [path, recorded] of selected) {
    const found = copies.get(path)
    if (found === undefined) return { path, what: 'its copy is gone' }
    if (found !== recorded) return { path, what: `it has ${found}, and ${escapeUntrusted(recorded)} was recorded` }
  }
  const extra = [...copies.paths()].find((path) => !selected.has(path))
  return extra === undefined ? undefined : { path: extra, what: 'nobody copied it, and it lies among the copies' }
}

/** Shares the blocks of the original where the file system can, which takes no space and hardly any time. */
export const cloneFile: CopyFile = ({ descriptor, real }, target) =>
  // By its descriptor it is the file that was looked at, whatever has taken its name since; only Linux offers that.
  copyFileSync(
    process.platform === 'linux' ? `/proc/self/fd/${descriptor}` : real,
    target,
    constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL
  )

function copyAll({
  workspace,
  selected,
  modes,
  directory,
  copyFile = cloneFile
}: CopyRequest): Pick<Copies, 'files' | 'links'> {
  const root = realpathSync(workspace)
  const made = new Set([directory])
  const links: string[] = []
  const files = [...selected].map(([path, digests]) => {
    const target = join(directory, path)
    const parent = dirname(target)
    const recorded = recordedAs(modes, path)
    const name = recorded === 'symbolic link' ? linkTarget(join(root, path), digests) : undefined
    const source = name === undefined ? openProduct(root, path, recorded) : undefined
    try {
      if (!made.has(parent)) mkdirSync(parent, { recursive: true })
      made.add(parent)
      if (source !== undefined) copyFile(source, target)
      else if (name !== undefined) writeFileSync(target, name, { flag: 'wx' })
      if (name !== undefined) links.push(path)
    } catch (error) {
      throw notCopied(path, error as NodeJS.ErrnoException)
    } finally {
      if (source !== undefined) closeSync(source.descriptor)
    }
    return target
  })
  return { files, links }
}

/** The target's name of a symbolic link that is recorded by it; undefined where the file behind it is what was recorded. */
function linkTarget(path: string, digests: DigestSet): string | undefined {
  const target = targetOf(path)
  return target !== undefined && sha256Set(hash('sha256', target, 'hex')) === digests ? target : undefined
}

function recordedAs(modes: CopyRequest['modes'], path: string): 'plain file' | 'symbolic link' | undefined {
  if (modes === undefined) return undefined
  const mode = modes.get(path)
  return mode === 'symlink' || mode === 'executable symlink' ? 'symbolic link' : 'plain file'
}

function makeRoot(directory: string): void {
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    throw fileUnwritable('The directory for copies cannot be made', error, ROOM)
  }
}

/** What the system says when a product, or the place of its copy, has gone. */
const GONE: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR', 'ELOOP']

/** Where the product was opened once more by its name (see `cloneFile`), the fault may lie with it and not the copy. */
function notCopied(path: string, cause: NodeJS.ErrnoException): unknown {
  if (GONE.includes(cause.code)) return handOverChanged(path, 'it, or its copy, went away while it was copied', cause)
  return fileUnwritable(`${quoteUntrusted(path)} cannot be copied before it is handed over`, cause, ROOM)
}

const ROOM = {
  at: 'RUNNER_TEMP',
  room: 'What is handed over is copied to RUNNER_TEMP first. Free as much space there as it takes, or hand over less.'
}
