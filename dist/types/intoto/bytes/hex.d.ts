/** Bytes in lower-case hex. */
export declare function toHex(bytes: Uint8Array): string;
/** The bytes that an even number of hexadecimal digits spells; whoever calls has looked that it is that. */
export declare function fromHex(hex: string): Uint8Array;
