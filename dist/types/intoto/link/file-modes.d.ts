import type { ArtifactPath } from '../artifacts/artifacts.js';
import { type JsonObject, type JsonValue } from '../json/json-value.js';
import type { ArtifactKind } from '../rules/artifact-rule.js';
/** What can be remarkable about a file besides its content. */
export declare const FILE_MODES: readonly ['executable', 'symlink', 'executable symlink'];
export type FileMode = (typeof FILE_MODES)[number];
/** Whether a mode, as an environment names it, is one of a symbolic link. */
export declare function isLinkMode(mode: JsonValue | undefined): boolean;
/** The remarkable files of a recording. A file that is not in it is plain. */
export type FileModes = ReadonlyMap<ArtifactPath, FileMode>;
/** An environment with the modes of its materials or products. */
export declare function withModes(environment: JsonObject, kind: ArtifactKind, modes: FileModes): JsonObject;
/** The modes that an environment names; undefined when it names none, or not as we write them. */
export declare function readModes(environment: JsonObject, kind: ArtifactKind): ReadonlyMap<string, JsonValue> | undefined;
