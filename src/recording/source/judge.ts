// SPDX-License-Identifier: Apache-2.0
// Whether a file is what a clean checkout writes, and by which digest it is recorded. Nothing is looked at here.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Machine } from './checkout-bytes.ts'
import type { Facts } from './expected.ts'
import type { DifferenceKind, SourceDifference, SourceOptions } from './recorded-source.ts'
import type { TrackedFile } from './tracked-file.ts'

/** What the file system of a work tree can keep. */
export interface Abilities {
  readonly executableBits: boolean
  readonly links: 'always' | 'sometimes' | 'never'
}

export interface Finding {
  readonly kind: DifferenceKind
  /** A sentence, escaped. */
  readonly message: string
}

export interface Judgement {
  /** SHA-256 that the file is recorded by. */
  readonly recorded: string
  readonly findings: readonly Finding[]
  /** What somebody should know although it is no difference. */
  readonly told?: string
}

export interface JudgeOptions extends Pick<SourceOptions, 'encodings'> {
  readonly machine: Machine
  readonly machines: readonly Machine[]
  readonly abilities: Abilities
}

/** Judges a file whose bytes are known. */
export function judge(facts: Facts, options: JudgeOptions): Judgement {
  const { file, blob } = facts
  const { disk, look, kind } = file
  if (look.kind === 'link') {
    if (kind !== 'link') return differs(facts, 'type', 'is a symbolic link, and the commit has a file there')
    if (disk === blob) return { recorded: blob, findings: [] }
    return differs(facts, 'target', 'is a symbolic link that leads elsewhere than that of the commit')
  }
  if (kind === 'link') {
    if (disk === blob && options.abilities.links !== 'always') return { recorded: blob, findings: [] }
    return differs(facts, 'type', 'is a file, and the commit has a symbolic link there')
  }
  const content = judgeContent(facts, options)
  const mode = options.abilities.executableBits ? modeFinding(file) : undefined
  return mode === undefined ? content : { ...content, findings: [...content.findings, mode] }
}

function judgeContent(facts: Facts, { machine, machines, encodings }: JudgeOptions): Judgement {
  const { file, blob, pointer, expected } = facts
  const { disk, look, conversion, lfs } = file
  if (conversion?.encoding === 'unknown') {
    const message = `${quoteUntrusted(file.name)} has an encoding in its attributes that only the library of the system knows, so it cannot be compared with the commit.`
    if (encodings === 'told') return { recorded: disk, findings: [], told: message }
    return { recorded: disk, findings: [{ kind: 'encoding', message }] }
  }
  if (expected(machine) === disk) return { recorded: blob, findings: [] }
  // Without the attribute a checkout puts nothing in the place of what only looks like a pointer.
  if (lfs && pointer !== undefined && look.kind === 'file') {
    if (pointer.oid === disk && pointer.size === look.bytes) return { recorded: blob, findings: [] }
    return differs(facts, 'lfs', 'is neither the pointer of Git LFS that the commit has nor what that stands for')
  }
  if (lfs) return differs(facts, 'lfs', 'is not a Git LFS pointer in the commit, and its contents differ')
  if (machines.some((other) => expected(other) === disk))
    return differs(
      facts,
      'content',
      'has other ends of lines, or another order of bytes, than the rest of the checkout'
    )
  return differs(facts, 'content', 'has other bytes than a clean checkout of the commit')
}

function modeFinding({ kind, look, name }: TrackedFile): Finding | undefined {
  if (look.kind !== 'file' || look.executable === (kind === 'executable')) return undefined
  const message = look.executable
    ? `${quoteUntrusted(name)} is executable, but not in the commit.`
    : `${quoteUntrusted(name)} is not executable, but is in the commit.`
  return { kind: 'mode', message }
}

function differs({ file }: Facts, kind: DifferenceKind, what: string): Judgement {
  return { recorded: file.disk, findings: [{ kind, message: `${quoteUntrusted(file.name)} ${what}.` }] }
}

/** What is wrong with a file that has no bytes to compare; undefined for one that has. */
export function judgeLook({ path, name, look }: TrackedFile): SourceDifference | undefined {
  const prefix = name.slice(0, name.length - path.length)
  switch (look.kind) {
    case 'file':
    case 'link':
      return undefined
    case 'missing':
      return {
        path: name,
        kind: 'missing',
        message: `${quoteUntrusted(name)} is in the commit, but missing from the work tree.`
      }
    case 'behind': {
      const at = `${prefix}${look.at}`
      return {
        path: at,
        kind: 'type',
        message: `${quoteUntrusted(at)} is not a directory, but the commit has files below it.`
      }
    }
    case 'directory':
    case 'other':
      return { path: name, kind: 'type', message: `${quoteUntrusted(name)} is neither a file nor a symbolic link.` }
  }
}
