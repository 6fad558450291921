// SPDX-License-Identifier: Apache-2.0
// Exchanges the event of the run, as the later steps of the job read it.
import { readFileSync, writeFileSync } from 'node:fs'
import { leaveCanary } from './canary.ts'

const path = process.env['GITHUB_EVENT_PATH'] ?? ''
const event = JSON.parse(readFileSync(path, 'utf8')) as { repository: { id: number; full_name: string } }
Object.assign(event.repository, { id: 1, full_name: 'mallory/greeter', default_branch: 'other' })
writeFileSync(path, JSON.stringify(event))
leaveCanary('exchanged the event')
