// SPDX-License-Identifier: Apache-2.0
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'

export interface CheckedOut {
  readonly commit: string
  /** Where it is not the one that the run belongs to, whose commits alone a link may claim. */
  readonly repository?: string | undefined
  /** What lay in `.git` that no fresh checkout leaves there, named. */
  readonly kept?: readonly string[]
}

/** Names of what was kept that a link holds; whoever wants more looks into the log. */
const MOST_KEPT = 20

/** The environment of a link whose products are a checkout. */
export function withCheckout(environment: JsonObject, { commit, repository, kept = [] }: CheckedOut): JsonObject {
  const checkout = jsonObject({
    commit,
    ...(repository === undefined ? {} : { repository }),
    ...(kept.length === 0 ? {} : { kept: kept.slice(0, MOST_KEPT) })
  })
  return new Map([...environment, ['checkout', checkout]])
}
