/** DSSE's pre-authentication encoding (protocol 1.0.2): what a DSSE signature covers. Lengths are in bytes. */
export declare function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array;
/** What stands before a payload of so many bytes. */
export declare function paeHeader(payloadType: string, payloadLength: number): Uint8Array;
