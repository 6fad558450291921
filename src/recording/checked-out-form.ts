// SPDX-License-Identifier: Apache-2.0
// Whether the bytes of a file can be what a clean checkout, on whatever machine, writes of a commit's file: with other
// line ends, with `$Id$` expanded, in another encoding, or as the content of Git LFS. Whoever is told that a file is the
// commit's, under another digest than its bytes have, finds out here, without the commit and without believing anybody.
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { TextDecoder } from 'node:util'
import { LIMITS } from '../base/limits.ts'

/**
 * Whether a file can have been checked out of a blob, in any of the forms that attributes ask for.
 *
 * @param disk SHA-256 in hex of the file's bytes
 * @param blob SHA-256 in hex of the blob's bytes
 * @returns false, too, for what cannot be undone: a blob that mixes line ends, a file of more than
 * `LIMITS.undoneBytes`, which only Git LFS may have, and a file that cannot be read or is not the one of `disk`
 */
export function isCheckedOutForm(file: string, disk: string, blob: string): boolean {
  if (disk === blob) return true
  const content = readBounded(file)
  if (content === undefined) return false
  const pointer = pointerOf(disk, content.size)
  if ([pointer, pointer.trimEnd()].some((text) => sha256(text) === blob)) return true
  if (content.bytes === undefined || sha256(content.bytes) !== disk) return false
  return [content.bytes, ...decoded(content.bytes)].some((text) => isExpansionOf(text, blob))
}

/** Undone in the order opposite to git's: what it writes has its ident expanded first, then its line ends. */
function isExpansionOf(text: Buffer, blob: string): boolean {
  const forms = [text, ...withoutReturns(text)]
  return forms.some((form) => sha256(form) === blob || isCollapsedTo(form, blob))
}

/** The text with plain line ends, where each one has a return before it; git adds them to all or to none. */
function withoutReturns(text: Buffer): Buffer[] {
  const [plain, lines] = [text.toString('latin1'), text.toString('latin1').replaceAll('\r\n', '\n')]
  return plain !== lines && lines.replaceAll('\n', '\r\n') === plain ? [Buffer.from(lines, 'latin1')] : []
}

/** An expanded `$Id$` names the blob that it stands in, so nothing else can stand there. */
function isCollapsedTo(text: Buffer, blob: string): boolean {
  const ids = new Set<string>()
  const collapsed = text.toString('latin1').replace(/\$Id: ([0-9a-f]{40}|[0-9a-f]{64}) \$/g, (_all, id: string) => {
    ids.add(id)
    return '$Id$'
  })
  const bytes = Buffer.from(collapsed, 'latin1')
  return ids.size > 0 && sha256(bytes) === blob && [...ids].every((id) => id === gitIdOf(bytes, id.length))
}

function gitIdOf(bytes: Buffer, digits: number): string {
  const hash = createHash(digits === 40 ? 'sha1' : 'sha256')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** What stands in the commit for a file that Git LFS keeps. */
function pointerOf(oid: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`
}

/** The text in UTF-8, for each encoding of two or four bytes a unit that it can have. */
function decoded(bytes: Buffer): Buffer[] {
  if (!bytes.includes(0)) return []
  return [utf16(bytes), utf16(swapped(bytes, 2)), utf32(bytes), utf32(swapped(bytes, 4))].flatMap((text) =>
    text === undefined ? [] : [Buffer.from(text), ...(text.startsWith('\ufeff') ? [Buffer.from(text.slice(1))] : [])]
  )
}

function utf16(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function utf32(bytes: Buffer): string | undefined {
  if (bytes.length % 4 !== 0) return undefined
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const point = bytes.readUInt32LE(at)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined
    parts.push(String.fromCodePoint(point))
  }
  return parts.join('')
}

/** With the bytes of each unit the other way round; as they are where the units do not come out even. */
function swapped(bytes: Buffer, unit: 2 | 4): Buffer {
  if (bytes.length % unit !== 0) return bytes
  const copy = Buffer.from(bytes)
  return unit === 2 ? copy.swap16() : copy.swap32()
}

function readBounded(file: string): { readonly size: number; readonly bytes: Buffer | undefined } | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return undefined
    return { size: stats.size, bytes: stats.size > LIMITS.undoneBytes ? undefined : readFileSync(descriptor) }
  } catch {
    // What cannot be read cannot be shown to be of the commit.
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
