// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  readWorkflowArtifactName,
  workflowArtifactPrefix,
  writeWorkflowArtifactName
} from '../../../src/intoto/link/link-artifact-name.ts'
import { LIMITS } from '../../../src/base/limits.ts'
import { isSafeName } from '../../../src/intoto/link/link-file-name.ts'
import { errorOf } from '../../support/errors.ts'

const NAME = { kind: 'link', step: 'build', job: 'build_linux', matrix: '0', attempt: 1 } as const
const FORBIDDEN = /[":<>|*?\r\n\\/]/

describe('names of workflow artifacts', () => {
  test('are readable where they can be', () => {
    expect(writeWorkflowArtifactName(NAME)).toBe('in-toto.build.build_linux.0.1')
    expect(writeWorkflowArtifactName({ ...NAME, kind: 'products', step: 'a.b c', matrix: '1f', attempt: 12 })).toBe(
      'in-toto-products.a%2Eb%20c.build_linux.1f.12'
    )
  })
  test('have as many characters as are possible, and not one more', () => {
    const step = 'x'.repeat(LIMITS.workflowArtifactName - 'in-toto..build_linux.0.1'.length)
    expect(writeWorkflowArtifactName({ ...NAME, step })).toHaveLength(LIMITS.workflowArtifactName)
    expect(errorOf(() => writeWorkflowArtifactName({ ...NAME, step: `${step}x` })).code).toBe('ARTIFACT_NAME')
  })
  test('of one kind share a prefix that those of the other do not have', () => {
    expect(writeWorkflowArtifactName(NAME).startsWith(workflowArtifactPrefix('link'))).toBe(true)
    expect(writeWorkflowArtifactName({ ...NAME, kind: 'products' }).startsWith(workflowArtifactPrefix('link'))).toBe(
      false
    )
  })
  test('read back, whatever a step is called, and hold nothing that GitHub forbids', () =>
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, maxLength: 4, unit: 'grapheme' })
          .filter((text) => text.isWellFormed() && isSafeName(text)),
        fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/),
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.constantFrom('link', 'products'),
        (step, job, attempt, kind) => {
          const value = { kind, step, job, matrix: 'ab12', attempt } as const
          const name = writeWorkflowArtifactName(value)
          expect(name).not.toMatch(FORBIDDEN)
          expect(readWorkflowArtifactName(name)).toEqual(value)
        }
      )
    ))
  test.each([
    ['too few parts', 'in-toto.build.build.1'],
    ['too many parts', 'in-toto.a.b.c.d.1'],
    ['another prefix', 'in-totoo.a.b.0.1'],
    ['no step', 'in-toto..b.0.1'],
    ['no job', 'in-toto.a..0.1'],
    ['attempt 0', 'in-toto.a.b.0.0'],
    ['attempt with a zero in front', 'in-toto.a.b.0.01'],
    ['attempt with a sign', 'in-toto.a.b.0.+1'],
    ['attempt beyond all bounds', 'in-toto.a.b.0.9999999999'],
    ['a second spelling of a name', 'in-toto.%61.b.0.1'],
    ['lower-case escapes', 'in-toto.a%2eb.b.0.1'],
    ['a broken escape', 'in-toto.%zz.b.0.1'],
    ['bytes that are no UTF-8', 'in-toto.%ff.b.0.1'],
    ['other letter case', 'In-Toto.a.b.0.1'],
    ['a line break in the job', 'in-toto.a.work%0A%3A%3Astop-commands%3A%3Ax.0.1'],
    ['a command of the old form in the job', 'in-toto.a.work%23%23%5Bstop-commands%5Dx.0.1'],
    ['a line break in the step', 'in-toto.a%0A%3A%3Aerror%3A%3Ab.work.0.1'],
    ['a line break in the matrix', 'in-toto.a.work.%0D%0A.1'],
    ['a space in the job', 'in-toto.a.b%20c.0.1']
  ])('are not read with %s', (_what, name) => expect(readWorkflowArtifactName(name)).toBeUndefined())
  test('that would be too long are refused', () => {
    expect(errorOf(() => writeWorkflowArtifactName({ ...NAME, step: 'x'.repeat(300) })).code).toBe('ARTIFACT_NAME')
    expect(errorOf(() => writeWorkflowArtifactName({ ...NAME, step: 'ü'.repeat(50) })).code).toBe('ARTIFACT_NAME')
  })
})
