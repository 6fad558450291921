import type { MatchingWork, Pattern } from '../rules/pattern.js';
import type { CorePorts } from './core-ports.js';
import type { Failure, Warning } from './failure.js';
import { KnownLinks } from './known-links.js';
import type { LinkStore } from './verification.js';
export interface UnknownLinksRequest {
    readonly links: LinkStore;
    /** Of these links, what was read before; undefined to keep nothing of what is read here. */
    readonly known: KnownLinks | undefined;
    /** The steps of the layout, of those around it and of those below it. */
    readonly steps: ReadonlySet<string>;
    /** Those that have their evidence, where whatever else is of them is refused. */
    readonly complete: ReadonlySet<string>;
    /** Their inspections. */
    readonly inspections: ReadonlySet<string>;
    /** Escaped names of the files that gave evidence, whose names inside were compared already. */
    readonly counted: ReadonlySet<string>;
    /** Files that were read for the steps of the layout, with their bytes: the large ones are not read again. */
    readonly seen: ReadonlyMap<string, number>;
    /** Steps besides that may have links, by name or pattern (the dialect of rules). */
    readonly otherSteps: readonly Pattern[];
    /** Steps that were recorded, as something else than a link tells. */
    readonly recorded: readonly string[];
    readonly ports: Pick<CorePorts, 'bytes' | 'hasher'>;
    /** Is told what comparing names costs. */
    readonly work: MatchingWork;
}
/** What was found of steps without a place in the layouts. */
export interface UnknownLinks {
    readonly failures: readonly Failure[];
    readonly warnings: readonly Warning[];
    /** Those steps, each once, without those that may have links besides. */
    readonly steps: readonly string[];
}
/**
 * Every step that has a link, an unfinished recording or a recording without signature here, and no place in a layout.
 * What a file is called counts, and what it names inside, whoever signed it.
 *
 * @throws what the store throws
 */
export declare function unknownLinks(request: UnknownLinksRequest): Promise<UnknownLinks>;
