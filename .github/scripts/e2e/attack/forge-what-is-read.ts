// SPDX-License-Identifier: Apache-2.0
// Loaded into the end of a stage: the recording that it is handed says what FORGERY says, and its digest fits.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'

const path = process.env['INPUT_RECORDING'] ?? ''
const forged = forge(readFileSync(path, 'utf8'), process.env['FORGERY'] ?? '')
if (forged !== undefined) {
  writeFileSync(path, forged)
  process.env['INPUT_RECORDING-DIGEST'] = `sha256:${createHash('sha256').update(forged).digest('hex')}`
  leaveCanary('forged what is read')
}
