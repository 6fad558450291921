/** The payload type of in-toto metadata in DSSE. */
export declare const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** Of the beginning of a step, which is ours. A signature covers the type, so a beginning never becomes a link. */
export declare const BEGUN_PAYLOAD_TYPE = "application/vnd.in-toto-actions.begun+json";
export type PayloadType = typeof PAYLOAD_TYPE | typeof BEGUN_PAYLOAD_TYPE;
