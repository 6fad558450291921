import type { ArtifactPath } from '../artifacts/artifacts.js';
import { type JsonObject } from '../json/json-value.js';
import type { ArtifactKind } from '../rules/artifact-rule.js';
/** SHA-256 of the bytes on the disk, 64 digits, by the names of artifacts. */
export type ConvertedFiles = ReadonlyMap<ArtifactPath, string>;
/** An environment that names the converted files of one half; as it was where there are none. */
export declare function withConverted(environment: JsonObject, kind: ArtifactKind, converted: ConvertedFiles): JsonObject;
/** Empty for a link that names none; `malformed` where it names some not as we write them. */
export declare function readConverted(environment: JsonObject, kind: ArtifactKind): ConvertedFiles | 'malformed';
