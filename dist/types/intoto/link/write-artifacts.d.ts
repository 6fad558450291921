import { type Artifacts } from '../artifacts/artifacts.js';
import type { ByteWriter } from '../bytes/byte-writer.js';
import type { JsonObject } from '../json/json-value.js';
/** About how many bytes artifacts take, each with one SHA-256 and an ASCII name. */
export declare function expectedBytes(artifacts: Artifacts): number;
/**
 * The same bytes as `writeJson` gives of an object of paths and digest sets. The names of a table are well-formed: they
 * were read as UTF-8, or refused when they were recorded.
 *
 * @throws JSON_STRING_LONE_SURROGATE for other artifacts than those of a table
 */
export declare function writeArtifacts(artifacts: Artifacts, writer: ByteWriter): void;
/** Artifacts as a value of JSON. */
export declare function encodeArtifacts(artifacts: Artifacts): JsonObject;
