// SPDX-License-Identifier: Apache-2.0
// Links as JSON straight into bytes. See write-artifacts.ts for what that saves.
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import { ByteWriter } from '../bytes/byte-writer.ts'
import { compareCodePoints } from '../json/canonical-json.ts'
import type { JsonObject } from '../json/json-value.ts'
import { writeJson } from '../json/write-json.ts'
import { expectedBytes, writeArtifacts } from './write-artifacts.ts'
import type { Link } from './link.ts'

/**
 * A link as the payload of an envelope (in-toto v1.0, 4.4): the bytes that `writeJson` gives of `encodeLink`, put together
 * once.
 *
 * @param room bytes that stay free in front
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function writeLinkPayload(link: Link, room: number): ByteWriter {
  return writeLink(link, room, '', '')
}

const LINK = 'link'

/**
 * An object with a link as one member more, `link`: the bytes that `writeJson` gives of it.
 *
 * @param members the others
 * @param room bytes that stay free in front
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function writeWithLink(members: JsonObject, link: Link, room: number): ByteWriter {
  const part = (takes: (name: string) => boolean): string =>
    writeJson(new Map([...members].filter(([name]) => takes(name)))).slice(1, -1)
  const before = part((name) => compareCodePoints(name, LINK) < 0)
  const behind = part((name) => compareCodePoints(name, LINK) > 0)
  const [comma, other] = [before, behind].map((text) => (text === '' ? '' : ','))
  return writeLink(link, room, `{${before}${comma}"${LINK}":`, `${other}${behind}}`)
}

const isSameTable = ({ materials, products }: Link): boolean =>
  materials instanceof ArtifactTable && products instanceof ArtifactTable && materials.equals(products)

function writeLink(link: Link, room: number, around: string, behind: string): ByteWriter {
  const before = `${around}{"_type":"link","byproducts":${writeJson(link.byproducts)},"command":${writeJson(link.command)},"environment":${writeJson(link.environment)},"materials":`
  const between = `,"name":${writeJson(link.name)},"products":`
  const expected = expectedBytes(link.materials) + expectedBytes(link.products)
  const writer = new ByteWriter(room, before.length + between.length + expected + 1 + behind.length)
  writer.text(before)
  const start = writer.end
  writeArtifacts(link.materials, writer)
  const end = writer.end
  writer.text(between)
  // Of a step that changed nothing, the bytes that were just written are copied instead of made again.
  if (isSameTable(link)) writer.again(start, end)
  else writeArtifacts(link.products, writer)
  writer.text(`}${behind}`)
  return writer
}
