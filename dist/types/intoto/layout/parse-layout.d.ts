import type { JsonAt } from '../json/json-at.js';
import { type UnknownMember } from '../json/unknown-members.js';
import { type KeyId } from '../keys/key-id.js';
import type { Layout } from './layout.js';
/** A key that says another id of itself than the one under which it stands. */
export interface KeyIdMismatch {
    readonly keyId: KeyId;
    /** Its own member `keyid`, as it stands there. */
    readonly inside: string;
}
/** A layout and what its document holds beyond it. */
export interface ParsedLayout {
    readonly layout: Layout;
    readonly unknownMembers: readonly UnknownMember[];
    readonly keyIdMismatches: readonly KeyIdMismatch[];
}
/**
 * Parses the payload of a layout (in-toto v1.0, 4.3). Members that the reference fills in when absent may be absent,
 * `expires` excepted: the reference lets a layout without it never expire.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN,
 * METADATA_RULE_INVALID, METADATA_NAME_DUPLICATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
 */
export declare function parseLayout(at: JsonAt): ParsedLayout;
