// SPDX-License-Identifier: Apache-2.0
// How deep YAML is nested, before the parser follows it.
import type { CST } from 'yaml'
import { LIMITS } from '../base/limits.ts'

/** Where something begins that lies too deep; undefined where nothing does. */
export function tooDeep(token: CST.Token): number | undefined {
  const open: (readonly [CST.Token, number])[] = [[token, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [one, depth] = next
    if (depth > LIMITS.sourceDepth) return 'offset' in one ? one.offset : 0
    const items =
      'items' in one ? one.items : 'value' in one && typeof one.value === 'object' ? [{ value: one.value }] : []
    for (const { key, value } of items as readonly CST.CollectionItem[])
      for (const inner of [key, value]) if (inner !== undefined && inner !== null) open.push([inner, depth + 1])
  }
  return undefined
}
