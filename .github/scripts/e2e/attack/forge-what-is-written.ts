// SPDX-License-Identifier: Apache-2.0
// Loaded into the end of a stage: what it writes of the step says what FORGERY says. A file may be written in parts, so
// those of one are held back until it is synced or closed.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'

const { writeFileSync: write, fsyncSync: sync, closeSync: close } = fs
const held = new Map<number, Buffer[]>()

const bytesOf = (data: string | NodeJS.ArrayBufferView): Buffer =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength)

/** What is written in the place of some bytes. */
function inPlaceOf(bytes: Buffer): string | Buffer {
  const forged = forge(bytes.toString(), process.env['FORGERY'] ?? '')
  if (forged !== undefined) leaveCanary('forged what is written')
  return forged ?? bytes
}

function release(descriptor: number): void {
  const parts = held.get(descriptor)
  held.delete(descriptor)
  if (parts !== undefined) write(descriptor, inPlaceOf(Buffer.concat(parts)))
}

fs.writeFileSync = (file, data, options) => {
  if (typeof file !== 'number') return write(file, inPlaceOf(bytesOf(data)), options)
  held.set(file, [...(held.get(file) ?? []), Buffer.from(bytesOf(data))])
}
fs.fsyncSync = (descriptor) => {
  release(descriptor)
  sync(descriptor)
}
fs.closeSync = (descriptor) => {
  release(descriptor)
  close(descriptor)
}
syncBuiltinESMExports()
