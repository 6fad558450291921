import type { JsonAt } from '../json/json-at.js';
import { type JsonObject } from '../json/json-value.js';
import type { Link } from './link.js';
import type { ParsedLink } from './parse-link.js';
export declare const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
export declare const LINK_PREDICATE_TYPE = "https://in-toto.io/attestation/link/v0.3";
/**
 * Reads a Statement with the link predicate, also with lists of resources that were read as `ResourceSection`.
 *
 * @throws METADATA_TYPE_UNKNOWN for another statement or predicate, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
 * METADATA_VALUE_INVALID
 */
export declare function parseStatement(at: JsonAt): ParsedLink;
/**
 * Writes a link as a Statement. A step without products has the commit of its run for a subject.
 *
 * @param server what stands before the name of a repository, like `https://github.com`
 * @throws STATEMENT_WITHOUT_SUBJECT when there are neither products nor a run that names its commit
 */
export declare function encodeStatement(link: Link, server: string): JsonObject;
