// SPDX-License-Identifier: Apache-2.0
// What a directory of a commit holds, as git keeps it: `<mode> <name>`, a zero byte, and the id, again and again.
import { isUtf8 } from 'node:buffer'
import { RecordingError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isGitName } from '../git-name.ts'

export type EntryKind = 'file' | 'executable' | 'link' | 'submodule' | 'directory'

export interface TreeEntry {
  readonly name: string
  readonly kind: EntryKind
  /** Of the object; of a submodule, the commit. */
  readonly id: string
}

const SPACE = 0x20

/**
 * @param above the path of the directory, with a slash at its end; empty for the top
 * @param idBytes 20 or 32
 * @throws SOURCE_UNREADABLE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
 */
export function readTree(tree: Buffer, above: string, idBytes: number): TreeEntry[] {
  const entries: TreeEntry[] = []
  const names = new Set<string>()
  let at = 0
  while (at < tree.length) {
    const space = tree.indexOf(SPACE, at)
    const zero = tree.indexOf(0, at)
    if (space < 0 || zero < space || zero + 1 + idBytes > tree.length) throw malformed(above)
    const name = readName(tree.subarray(space + 1, zero), above)
    if (names.has(name)) throw unfit(`${above}${name}`, 'stands twice in the commit')
    names.add(name)
    const kind = kindOf(tree.toString('latin1', at, space), above)
    at = zero + 1 + idBytes
    entries.push({ name, kind, id: tree.toString('hex', zero + 1, at) })
  }
  return entries
}

/** As git reads modes: old trees have other bits of permission, and whatever is none of the known types is a submodule. */
function kindOf(text: string, above: string): EntryKind {
  if (!/^[0-7]{5,6}$/.test(text)) throw malformed(above)
  const mode = Number.parseInt(text, 8)
  switch (mode & 0o170000) {
    case 0o040000:
      return 'directory'
    case 0o100000:
      return (mode & 0o100) === 0 ? 'file' : 'executable'
    case 0o120000:
      return 'link'
    default:
      return 'submodule'
  }
}

function readName(bytes: Buffer, above: string): string {
  if (!isUtf8(bytes)) {
    const path = `${above}${bytes.toString('latin1')}`
    throw new RecordingError(
      'RECORD_NAME_NOT_UTF8',
      `The commit has a name that is not UTF-8: ${escapeUntrusted(path)}.`,
      {
        hint: 'Rename the file with `git mv`, in UTF-8, and commit.'
      }
    )
  }
  const name = bytes.toString('utf8')
  if (/\p{Cc}/u.test(name))
    throw new RecordingError(
      'RECORD_NAME_CONTROL',
      `The commit has a name with a control character: ${quoteUntrusted(`${above}${name}`)}.`,
      { hint: 'Rename the file with `git mv`, without that character, and commit.' }
    )
  if (name === '' || name === '.' || name === '..' || name.includes('/') || isGitName(name))
    throw unfit(`${above}${name}`, 'is a name that git does not check out')
  return name
}

function unfit(path: string, what: string): RecordingError {
  return new RecordingError('SOURCE_UNREADABLE', `${quoteUntrusted(path)} ${what}.`, {
    hint: 'Nobody makes such a commit by accident. Find out who did, and remove the name.'
  })
}

function malformed(above: string): RecordingError {
  return new RecordingError(
    'SOURCE_UNREADABLE',
    `The directory ${quoteUntrusted(above === '' ? '.' : above)} of the commit is not written as git writes it.`,
    { hint: 'Check the commit out again, into an empty directory; if that does not help, correct the commit.' }
  )
}
