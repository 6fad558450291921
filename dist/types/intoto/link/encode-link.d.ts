import { type JsonObject } from '../json/json-value.js';
import type { Link } from './link.js';
/** A link as the payload of a file (in-toto v1.0, 4.4). */
export declare function encodeLink(link: Link): JsonObject;
