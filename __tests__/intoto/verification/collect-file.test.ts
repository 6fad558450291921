// SPDX-License-Identifier: Apache-2.0
// A bad file is a verdict with its code and place; a fault of the machine or of this tool never is one.
import { describe, expect, test } from '@jest/globals'
import { RoomError } from '../../../src/base/errors.ts'
import { CoreError } from '../../../src/intoto/codes.ts'
import { collectFile, unreadable } from '../../../src/intoto/verification/collect-file.ts'
import type { Evidence } from '../../../src/intoto/verification/evidence.ts'
import type { Found } from '../../../src/intoto/verification/link-format.ts'
import { errorOf } from '../../support/errors.ts'

class ForeignError extends RoomError<string> {}

const EVIDENCE = { kind: 'signed', at: 'write.link' } as Evidence
const collect = async (read: () => Promise<Evidence | string | undefined>, name = 'write.link'): Promise<Found> => {
  const found: Found = { evidence: [], failures: [], missing: [], rejected: [] }
  await collectFile(found, { stepPath: 'outer/write' }, name, read)
  return found
}
const refuse = (error: unknown) => async (): Promise<never> => {
  throw error
}

describe('no verdict, but thrown on, is', () => {
  test.each([
    'SIGNING_KEY_MISSING',
    'YAML_KEY_DUPLICATE',
    'X_JSON_SYNTAX',
    'X_METADATA_Y',
    'X_BUNDLE_Y',
    'JSON',
    'KEYLESS_X',
    'TRUSTED_ROOT_MISSING'
  ])('the code %s, which is about no document', async (code) => {
    const error = new ForeignError(code, 'm')
    expect(errorOf(() => unreadable(error, 'write', 'write.link'))).toBe(error)
    await expect(collect(refuse(error))).rejects.toBe(error)
  })
  test.each([
    ['a fault of this tool', new TypeError('m')],
    ['a fault of the disk', Object.assign(new Error('m'), { code: 'EIO' })],
    ['what only looks like an error of ours', Object.assign(new Error('m'), { code: 'JSON_SYNTAX' })],
    ['no error at all', 'JSON_SYNTAX']
  ])('%s', (_what, error) => expect(collect(refuse(error))).rejects.toBe(error))
})

describe('a bundle that is refused', () => {
  test('fails the step, with the code within and the file', () =>
    expect(
      unreadable(new CoreError('BUNDLE_SIGNATURE', 'm', { at: 'elsewhere' }), 'outer/write', 'write.sigstore')
    ).toMatchObject({
      code: 'LINK_BUNDLE_REFUSED',
      errorCode: 'BUNDLE_SIGNATURE',
      step: 'outer/write',
      at: 'write.sigstore',
      details: []
    }))
  test('comes with the advice of its cause, or with a general one', () => {
    expect(unreadable(new CoreError('BUNDLE_LOG', 'm', { hint: 'Ask the log.' }), 's', 'f').hint).toBe('Ask the log.')
    expect(unreadable(new CoreError('BUNDLE_LOG', 'm'), 's', 'f').hint).toMatch(/^Record the step again/)
  })
})

describe('a link that is malformed', () => {
  test.each(['JSON_SYNTAX', 'METADATA_BASE64', 'KEY_UNSUPPORTED'] as const)(
    'fails the step with %s, and says where in which document',
    (code) =>
      expect(unreadable(new CoreError(code, 'm', { at: 'inner.link: signed' }), 'outer/write', 'f')).toMatchObject({
        code: 'LINK_UNREADABLE',
        errorCode: code,
        step: 'outer/write',
        at: 'inner.link: signed',
        details: []
      })
  )
  test('comes with the advice of its cause behind the general one', () => {
    const general = unreadable(new CoreError('JSON_SYNTAX', 'm'), 's', 'f').hint
    expect(general).toMatch(/^Record the step again.*\.$/)
    expect(unreadable(new CoreError('JSON_SYNTAX', 'm', { hint: 'Use UTF-8.' }), 's', 'f').hint).toBe(
      `${general} Use UTF-8.`
    )
  })
})

describe('a file of a step', () => {
  const NOTHING: Found = { evidence: [], failures: [], missing: [], rejected: [] }

  test('that cannot be read is a failure and no evidence', async () => {
    const { failures, ...rest } = await collect(refuse(new CoreError('JSON_SYNTAX', 'm', { at: 'write.link' })))
    expect(failures).toMatchObject([{ code: 'LINK_UNREADABLE', step: 'outer/write', at: 'write.link' }])
    expect({ failures: [], ...rest }).toEqual(NOTHING)
  })
  test('that does not count is rejected with its reason', async () =>
    expect(await collect(async () => 'is not signed')).toEqual({ ...NOTHING, rejected: ['write.link is not signed'] }))
  test('that does not count for an empty reason is no evidence either', async () =>
    expect(await collect(async () => '')).toEqual({ ...NOTHING, rejected: ['write.link '] }))
  test('that is not there is missing', async () =>
    expect(await collect(async () => undefined)).toEqual({ ...NOTHING, missing: ['write.link'] }))
  test('that is good is evidence', async () =>
    expect(await collect(async () => EVIDENCE)).toEqual({ ...NOTHING, evidence: [EVIDENCE] }))
  test('can start no line of its own in a report', async () => {
    const name = 'a\n::error::b'
    const shown = 'a\\u{a}::error::b'
    expect((await collect(async () => undefined, name)).missing).toEqual([shown])
    expect((await collect(async () => 'x', name)).rejected).toEqual([`${shown} x`])
    expect((await collect(refuse(new CoreError('BUNDLE_LOG', 'm')), name)).failures).toMatchObject([{ at: shown }])
  })
})
