// SPDX-License-Identifier: Apache-2.0
// Loaded into the end of a stage: what it writes of the step says what FORGERY says.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'

const write = fs.writeFileSync
fs.writeFileSync = (file, data, options) => {
  const text = typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()
  const forged = forge(text, process.env['FORGERY'] ?? '')
  if (forged !== undefined) leaveCanary('forged what is written')
  write(file, forged ?? data, options)
}
syncBuiltinESMExports()
