import type { Artifacts } from '../artifacts/artifacts.js';
import type { Intents } from '../intents/intents.js';
import type { JsonObject } from '../json/json-value.js';
import type { AcceptedStep } from './accept-steps.js';
/** Final products, with what is said of them on a disk, as an environment. */
export interface FinalProducts {
    readonly products: Artifacts;
    readonly onDisk: JsonObject;
}
/**
 * What several steps say alike counts, as with several functionaries of one step.
 *
 * @param released undefined where it could not be told: then nothing is final
 */
export declare function releasedProducts({ release }: Pick<Intents, 'release'>, released: Artifacts | undefined, accepted: ReadonlyMap<string, Pick<AcceptedStep, 'link' | 'onDisk'>>): FinalProducts;
