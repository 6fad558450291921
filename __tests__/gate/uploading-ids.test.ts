// SPDX-License-Identifier: Apache-2.0
// What one job stored, and in whose name.
import { describe, expect, test } from '@jest/globals'
import { checkUploaders, type StoredInName } from '../../src/gate/uploading-ids.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'

interface Named {
  readonly step: string
  readonly job?: string
  readonly attempt?: number
  readonly id?: string
  readonly kind?: 'link' | 'unsigned'
  readonly by?: string
}

/** Stored by one job, unless it says otherwise. */
function codesOf(stored: readonly Named[]): string[] {
  const all = stored.map(({ step, job = 'build', attempt = 1, id, kind = 'link', by = 'U1' }, index) => {
    const name = { kind, step, job, matrix: '0', attempt }
    const listed = { id: String(index), name: writeWorkflowArtifactName(name), size: 1, digest: undefined }
    const one: StoredInName = { listed, name, checkRunId: id }
    return { one, by }
  })
  const uploaders = new Map(all.map(({ one, by }) => [one.listed.id, by]))
  const failures = checkUploaders(
    all.map(({ one }) => one),
    uploaders
  )
  return failures.map(({ code }) => code)
}

/** Every order of a list. */
function orders<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length < 2) return [items]
  return items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

const OWN: Named = { step: 'write', id: '7000' }
const STOLEN: Named = { step: 'pack', id: '7001' }

describe('a link in the name of another job is found in whichever order it is listed', () => {
  test.each<[string, readonly Named[]]>([
    ['another leg, which has its name', [OWN, STOLEN]],
    ['another leg, with a link that says no id beside it', [OWN, STOLEN, { step: 'lint' }]],
    ['another leg, with two of them', [OWN, STOLEN, { step: 'lint' }, { step: 'docs' }]],
    ['another leg, with something that waits for its signature', [OWN, STOLEN, { step: 'lint', kind: 'unsigned' }]],
    ['another job', [OWN, { step: 'pack', job: 'pack', id: '7001' }, { step: 'lint' }]],
    ['another job, by links that say no id', [{ step: 'write' }, { step: 'pack', job: 'pack' }, { step: 'lint' }]],
    ['another attempt', [OWN, { step: 'pack', attempt: 2 }, { step: 'lint' }]],
    [
      'a job whose own link another one stored',
      [OWN, { step: 'pack', id: '7000', by: 'U2' }, { step: 'lint' }, { step: 'docs', by: 'U2' }]
    ]
  ])('%s', (_what, stored) => {
    for (const order of orders(stored)) expect(codesOf(order)).toEqual(['LINK_UPLOADED_BY_OTHER_JOB'])
  })
})

describe('what a job stored in its own name is in order', () => {
  test.each<[string, readonly Named[]]>([
    [
      'with its id or without',
      [OWN, { step: 'pack', id: '7000' }, { step: 'lint' }, { step: 'docs', kind: 'unsigned' }]
    ],
    ['beside a leg that says no id, either', [{ step: 'write' }, { step: 'pack', by: 'U2' }]],
    [
      'where the service calls all its legs and attempts by its id in the workflow',
      [
        { ...OWN, by: 'build' },
        { ...STOLEN, by: 'build' },
        { step: 'docs', attempt: 2, by: 'build' }
      ]
    ]
  ])('%s', (_what, stored) => {
    for (const order of orders(stored)) expect(codesOf(order)).toEqual([])
  })
})
