// SPDX-License-Identifier: Apache-2.0
// What an empty input is told about its cause: most come from an expression, and an output that a runner drops, or whose
// step did not run, gives nothing without a word.
import { describe, expect, test } from '@jest/globals'
import { BaseError } from '../../src/base/codes.ts'
import { Inputs } from '../../src/base/inputs.ts'

const EMPTY = new Inputs({ input: () => '', secretInput: () => '', isSet: () => true })

describe('an empty input', () => {
  test.each([
    ['that is demanded', () => EMPTY.required('x')],
    ['that is a control', () => EMPTY.control('x', 'none')],
    ['that is a control with lines', () => EMPTY.controlLines('x')],
    ['that is a choice', () => EMPTY.choice('x', ['auto', 'never'])],
    ['that is a number', () => EMPTY.number('x', 3)]
  ])('%s names the outputs that give nothing', (_what, read) => {
    try {
      read()
      throw new Error('it was taken')
    } catch (error) {
      expect((error as BaseError).code).toBe('INPUT_MISSING')
      expect((error as BaseError).hint).toContain('the output of a step or job that did not run')
      expect((error as BaseError).hint).toContain('an output that the runner dropped since it may contain a secret')
    }
  })
})
