import { type JsonObject } from '../json/json-value.js';
/** Facts of a run; those that bind are `id`, `repository` and `commit`. All are strings, as GitHub gives them. */
export declare const RUN_FACTS: readonly ['id', 'attempt', 'repository', 'repository_id', 'commit', 'ref', 'workflow', 'job', 'event', 'actor_id', 'runner', 'runner_name', 'check_run_id'];
export type RunFact = (typeof RUN_FACTS)[number];
/** The facts of a run as far as they are known. */
export type RunBinding = Readonly<Partial<Record<RunFact, string>>>;
/** Facts that all links of one verification must share. */
export declare const BINDING_FACTS: readonly ["id", "repository", "commit"];
/** The member `run` of an environment. */
export declare function encodeRunBinding(run: RunBinding): JsonObject;
/**
 * The run that an environment names: undefined when it names none. A `run` that is not an object, or a fact that is
 * not a string, binds to a value that equals nothing else, so that it can never be taken for the right one.
 */
export declare function readRunBinding(environment: JsonObject): RunBinding | 'malformed' | undefined;
