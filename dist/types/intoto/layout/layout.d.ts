import type { KeyId } from '../keys/key-id.js';
import type { FunctionaryKey } from '../keys/functionary-key.js';
import type { ArtifactRule } from '../rules/artifact-rule.js';
/** One step of the supply chain (4.3.2). */
export interface Step {
    readonly kind: 'step';
    readonly name: string;
    /** How many functionaries must have performed it. Below 1 only in layouts written carelessly; strictly refused. */
    readonly threshold: number | bigint;
    readonly pubkeys: readonly KeyId[];
    readonly expectedCommand: readonly string[];
    readonly expectedMaterials: readonly ArtifactRule[];
    readonly expectedProducts: readonly ArtifactRule[];
}
/** A command that the verifier runs (4.3.2). */
export interface Inspection {
    readonly kind: 'inspection';
    readonly name: string;
    readonly run: readonly string[];
    readonly expectedMaterials: readonly ArtifactRule[];
    readonly expectedProducts: readonly ArtifactRule[];
}
/** A parsed layout. Names are unique over steps and inspections. */
export interface Layout {
    /** Milliseconds since the epoch. */
    readonly expires: number;
    readonly readme: string;
    readonly keys: ReadonlyMap<KeyId, FunctionaryKey>;
    readonly steps: readonly Step[];
    readonly inspections: readonly Inspection[];
}
