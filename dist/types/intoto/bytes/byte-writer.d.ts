/** Puts together a text in UTF-8, behind room that stays free for what is only known at the end. */
export declare class ByteWriter {
    #private;
    /**
     * @param room bytes that stay free in front
     * @param expected about how many bytes are written; more of them cost a copy
     */
    constructor(room: number, expected: number);
    /** Writes a text. It must be well-formed. */
    text(text: string): void;
    /** Writes bytes as they are. */
    bytes(bytes: Uint8Array): void;
    /** Where the next byte stands. */
    get end(): number;
    /** Writes once more what was written between two places. */
    again(start: number, end: number): void;
    /** Makes room for so many bytes more. @returns the memory, and where the next byte stands in it */
    reserve(bytes: number): {
        readonly memory: Uint8Array;
        readonly at: number;
    };
    /** Takes over what was written into reserved memory. @param end where the next byte stands */
    advance(end: number): void;
    /** What was written, and what is put into the room before it, in one piece of memory. */
    finish(front: (length: number) => Uint8Array): {
        readonly all: Uint8Array;
        readonly written: Uint8Array;
    };
}
