import { type Artifacts } from '../artifacts/artifacts.js';
import type { ByteWriter } from '../bytes/byte-writer.js';
import type { JsonObject } from '../json/json-value.js';
/** About how many bytes artifacts take, each with one SHA-256 and an ASCII name. */
export declare function expectedBytes(artifacts: Artifacts): number;
/** The same bytes as `writeJson` gives of an object of paths and digest sets. @throws JSON_STRING_LONE_SURROGATE */
export declare function writeArtifacts(artifacts: Artifacts, writer: ByteWriter): void;
/** Artifacts as a value of JSON. */
export declare function encodeArtifacts(artifacts: Artifacts): JsonObject;
