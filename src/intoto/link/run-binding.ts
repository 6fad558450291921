// SPDX-License-Identifier: Apache-2.0
// Which run of a pipeline a link belongs to. The specification binds a link to nothing (X41 finding TOTO-PT-23-04:
// links of another run verify); the member `run` of a link's environment does.
import { jsonObject, isJsonObject, type JsonObject } from '../json/json-value.ts'

/** Facts of a run; those that bind are `id`, `repository` and `commit`. All are strings, as GitHub gives them. */
export const RUN_FACTS = [
  'id',
  'attempt',
  'repository',
  'repository_id',
  'commit',
  'ref',
  'workflow',
  'job',
  'event',
  'actor_id',
  'runner',
  'runner_name',
  'check_run_id'
] as const

export type RunFact = (typeof RUN_FACTS)[number]

/** The facts of a run as far as they are known. */
export type RunBinding = Readonly<Partial<Record<RunFact, string>>>

/** Facts that all links of one verification must share. */
export const BINDING_FACTS = ['id', 'repository', 'commit'] as const satisfies readonly RunFact[]

/** The member `run` of an environment. */
export function encodeRunBinding(run: RunBinding): JsonObject {
  return jsonObject(run)
}

/**
 * The run that an environment names: undefined when it names none. A `run` that is not an object, or a fact that is
 * not a string, binds to a value that equals nothing else, so that it can never be taken for the right one.
 */
export function readRunBinding(environment: JsonObject): RunBinding | 'malformed' | undefined {
  const run = environment.get('run')
  if (run === undefined) return undefined
  if (!isJsonObject(run)) return 'malformed'
  const facts: Partial<Record<RunFact, string>> = {}
  for (const fact of RUN_FACTS) {
    const value = run.get(fact)
    if (value === undefined) continue
    if (typeof value !== 'string') return 'malformed'
    facts[fact] = value
  }
  return facts
}
