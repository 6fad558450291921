// SPDX-License-Identifier: Apache-2.0
import { ByteWriter } from '../bytes/byte-writer.ts'
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
  const before = `{"_type":"link","byproducts":${writeJson(link.byproducts)},"command":${writeJson(link.command)},"environment":${writeJson(link.environment)},"materials":`
  const between = `,"name":${writeJson(link.name)},"products":`
  const expected = expectedBytes(link.materials) + expectedBytes(link.products)
  const writer = new ByteWriter(room, before.length + between.length + expected + 1)
  writer.text(before)
  writeArtifacts(link.materials, writer)
  writer.text(between)
  writeArtifacts(link.products, writer)
  writer.text('}')
  return writer
}
