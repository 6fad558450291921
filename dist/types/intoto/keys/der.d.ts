export declare const TAG: {
    readonly integer: 2;
    readonly bitString: 3;
    readonly octetString: 4;
    readonly null: 5;
    readonly objectIdentifier: 6;
    readonly sequence: 48;
};
/** Reads elements one after the other. What is not DER throws KEY_UNREADABLE. */
export declare class DerReader {
    #private;
    constructor(bytes: Uint8Array, where: string);
    /** The tag of what comes next, undefined at the end. */
    get next(): number | undefined;
    /** The content of the next element, which must have this tag. @throws KEY_UNREADABLE */
    content(tag: number): Uint8Array;
    /** A reader of what is in the next element. @throws KEY_UNREADABLE */
    within(tag: number): DerReader;
    /** A non-negative integer, its bytes without the sign. @throws KEY_UNREADABLE */
    integer(): Uint8Array;
    /** An object identifier, as the hex of its content. @throws KEY_UNREADABLE */
    objectIdentifier(): string;
    /** A bit string of whole bytes. @throws KEY_UNREADABLE */
    bitString(): Uint8Array;
    /** What is left. */
    rest(): Uint8Array;
    /** @throws KEY_UNREADABLE when something is left */
    end(): void;
}
/** One element. */
export declare function derElement(tag: number, ...parts: readonly Uint8Array[]): Uint8Array;
/** A non-negative integer. */
export declare function derInteger(value: bigint): Uint8Array;
/** The number that bytes spell, the most significant first. */
export declare function numberOfBytes(bytes: Uint8Array): bigint;
/** The bytes of a number, the most significant first: as few as do, or as many as told. */
export declare function bytesOfNumber(value: bigint, length?: number): Uint8Array;
