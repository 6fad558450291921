/** Gives the memory of many bytes back at once, which nobody looks at any more, where the machine can: Node does from 22 on. */
export declare function releaseBytes({ buffer }: Uint8Array): void;
