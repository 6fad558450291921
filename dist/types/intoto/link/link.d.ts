import type { Artifacts } from '../artifacts/artifacts.js';
import type { JsonObject } from '../json/json-value.js';
/** What a functionary says of a step it performed (in-toto v1.0, 4.4). */
export interface Link {
    readonly name: string;
    readonly command: readonly string[];
    readonly materials: Artifacts;
    readonly products: Artifacts;
    /** Opaque; by convention `return-value`, `stdout`, `stderr`. */
    readonly byproducts: JsonObject;
    /** Opaque; `run` is ours and carries the run binding (link/run-binding.ts). */
    readonly environment: JsonObject;
}
