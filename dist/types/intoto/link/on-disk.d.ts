import { type ArtifactPath, type Artifacts } from '../artifacts/artifacts.js';
import type { JsonObject } from '../json/json-value.js';
/**
 * What all links of one step say of its products on a disk, as an environment. What only some of them say counts for
 * nothing: one functionary alone must not let other bytes in.
 *
 * @param environments of the links, at least one
 */
export declare function productsOnDisk(environments: readonly JsonObject[]): JsonObject;
/** Products that lie on a disk in another form than their digest says. SHA-256, 64 digits each. */
export interface ProductForms {
    /** Of the targets' names, by the links that were recorded so. */
    readonly targets: ReadonlyMap<ArtifactPath, string>;
    /** By the files that a checkout converted: of what it wrote, and of what the commit has. */
    readonly converted: ReadonlyMap<ArtifactPath, {
        readonly disk: string;
        readonly commit: string;
    }>;
}
/** What an environment says of the products of its link on a disk; nothing of what cannot be read, which fails elsewhere. */
export declare function productForms(environment: JsonObject, products: Artifacts): ProductForms;
