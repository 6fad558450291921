/** The payload type of in-toto metadata in DSSE. */
export declare const PAYLOAD_TYPE = "application/vnd.in-toto+json";
