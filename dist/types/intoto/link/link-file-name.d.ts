import { type BegunValue } from './begun.js';
import { type KeyId } from '../keys/key-id.js';
/** `<step>.<first 8 of keyid>.link` */
export declare function linkFileName(step: string, keyId: KeyId): string;
/** The step whose link, signed by a key, a file is named like. */
export declare function stepOfLinkFile(fileName: string): string | undefined;
/** Whether a file is named like a link of a step that a key signed. */
export declare function isLinkFileName(fileName: string, step: string): boolean;
/** The step that a file is named like a link of, signed by whatever key; undefined for any other name. */
export declare function linkNamedBy(fileName: string): string | undefined;
/**
 * `<step>.<8 of an id>.sigstore.json`, for links that an identity signed. The id is that of the bare identity, since the
 * one who signs does not know which functionary of which layout he is taken for.
 */
export declare function linkBundleName(step: string, keyId: KeyId): string;
/** The step whose bundle a file is named like. */
export declare function stepOfLinkBundle(fileName: string): string | undefined;
/** Whether a file is named like a bundle of a step. */
export declare function isLinkBundleName(fileName: string, step: string): boolean;
/** `<step>.link`, for links that nobody signed. */
export declare function unsignedLinkFileName(step: string): string;
/** The step whose link, signed by nobody, a file is named like. */
export declare function stepOfUnsignedLink(fileName: string): string | undefined;
/** Whether a file is named like a link of a step that nobody signed. */
export declare function isUnsignedLinkFileName(fileName: string, step: string): boolean;
/** `.<step>.<first 8 of keyid>.<value>.link-unfinished`, between the two halves of a recording. */
export declare function begunFileName(step: string, keyId: KeyId, value: BegunValue): string;
/** The value in the name of a file that is named like a beginning of a step that a key signed. */
export declare function begunValueOf(fileName: string, step: string, keyId: KeyId): BegunValue | undefined;
/** `.<step>.<first 8 of keyid>.link-unfinished`, where in-toto-python keeps the first half, as a link. */
export declare function foreignUnfinishedFileName(step: string, keyId: KeyId): string;
/** The step whose recording, begun and not ended, a file is named like. */
export declare function stepOfUnfinishedLink(fileName: string): string | undefined;
/** `<step>.<first 8 of keyid>`, where the links of a sublayout lie. */
export declare function sublayoutDirectoryName(step: string, keyId: KeyId): string;
/** False for a step name that would not be one plain file name everywhere. */
export declare function isSafeName(name: string): boolean;
