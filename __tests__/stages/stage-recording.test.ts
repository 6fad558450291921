// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS, artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { writeJson } from '../../src/intoto/json/write-json.ts'
import type { BegunValue } from '../../src/intoto/link/begun.ts'
import { encodeLink } from '../../src/intoto/link/encode-link.ts'
import { readStageRecording, writeStageRecording, type StageRecording } from '../../src/stages/stage-recording.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const RECORDING: StageRecording = {
  value: 'ab'.repeat(16) as BegunValue,
  link: {
    name: 'build',
    command: ['make'],
    materials: artifactsOf([['a\nb' as ArtifactPath, digestSet([['sha256', 'a'.repeat(64)]])]]),
    products: NO_ARTIFACTS,
    byproducts: new Map(),
    environment: jsonObject({ run: jsonObject({ id: '1' }) })
  },
  exclude: ['tmp/'],
  directories: {
    installs: [{ text: 'node_modules', leftOut: ['.cache/'] }],
    used: ['vendor'],
    home: '/home/x',
    scratch: 'something'
  },
  matrix: 'ab12',
  demandsOutcome: true,
  steering: 'x',
  commit: {
    source: 'none',
    takenOver: {
      converted: new Map([['a\nb' as ArtifactPath, { disk: 'b'.repeat(64), commit: 'c'.repeat(64) }]]),
      links: new Map([['l' as ArtifactPath, 'd'.repeat(64)]])
    }
  }
}

function written(): { path: string; digest: string } {
  const path = join(directoryWith(), 'recording.json')
  return { path, digest: writeStageRecording(path, RECORDING) }
}

describe('a recording', () => {
  test('comes back as it was', () => {
    const { path, digest } = written()
    const { link, ...rest } = readStageRecording(path, digest)
    const { link: expected, ...others } = RECORDING
    expect(rest).toEqual(others)
    expect(writeJson(encodeLink(link))).toBe(writeJson(encodeLink(expected)))
  })
  test('of plain names comes back as a table', () => {
    const materials = artifactsOf([['a' as ArtifactPath, digestSet([['sha256', 'a'.repeat(64)]])]])
    const path = join(directoryWith(), 'recording.json')
    const digest = writeStageRecording(path, { ...RECORDING, link: { ...RECORDING.link, materials } })
    const read = readStageRecording(path, digest).link.materials
    expect([read instanceof ArtifactTable, [...read]]).toEqual([true, [...materials]])
  })
  test.each([
    ['one byte', (text: string) => text.replace('make', 'fake')],
    ['a space at the end', (text: string) => `${text} `],
    ['everything', () => '{}'],
    ['nothing left', () => '']
  ])('that the command changed (%s) is refused', (_what, change) => {
    const { path, digest } = written()
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    expect(errorOf(() => readStageRecording(path, digest)).code).toBe('RECORDING_TAMPERED')
  })
  test('that the command replaced by one of its own is refused, digest and all', () => {
    const { path, digest } = written()
    writeStageRecording(path, { ...RECORDING, link: { ...RECORDING.link, materials: NO_ARTIFACTS } })
    expect(errorOf(() => readStageRecording(path, digest)).code).toBe('RECORDING_TAMPERED')
  })
  test.each(['', 'sha256:', 'sha256:00', 'undefined'])('is not believed for the digest %j', (digest) =>
    expect(errorOf(() => readStageRecording(written().path, digest)).code).toBe('RECORDING_TAMPERED')
  )
  test('that is gone never began', () => {
    const { path, digest } = written()
    rmSync(path)
    expect(errorOf(() => readStageRecording(path, digest)).code).toBe('RECORDING_NOT_STARTED')
  })
})
