import type { JsonAt } from '../json/json-at.js';
import { type UnknownMember } from '../json/unknown-members.js';
import type { Link } from './link.js';
/** A link and what its document holds beyond it. */
export interface ParsedLink {
    readonly link: Link;
    readonly unknownMembers: readonly UnknownMember[];
}
/**
 * Parses the payload of a link (in-toto v1.0, 4.4). Members that the reference fills in when absent may be absent.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN
 */
export declare function parseLink(at: JsonAt): ParsedLink;
