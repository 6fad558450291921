// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { placeOf } from '../../src/recording/place-of.ts'

test.each([
  ['/w', 'inside'],
  ['/w/a', 'inside'],
  ['/w/..a', 'inside'],
  ['/w/...', 'inside'],
  ['/w/.github', 'inside'],
  ['/w/.git', 'git'],
  ['/w/.git/hooks/x', 'git'],
  ['/w/sub/.GIT/config', 'git'],
  ['/w/git~1/config', 'git'],
  ['/', 'outside'],
  ['/x', 'outside'],
  ['/w2', 'outside'],
  ['/.git', 'outside']
] as const)('%s lies, seen from /w, %s', (path, place) => expect(placeOf('/w', path)).toBe(place))
