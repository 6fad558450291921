import type { Link } from '../link/link.js';
/** What is left of the bounds on what is held at one time. */
export declare class HeldValues {
    #private;
    constructor(values?: number, artifacts?: number);
    /** Bytes that are left for values. */
    get values(): number;
    /** Takes what a link takes off the bounds. @throws WorkExceeded */
    take({ command, byproducts, environment, materials, products }: Link): void;
    /** What a layout in the place of a link takes is free again when its verification is over. */
    within<Result>(verify: () => Promise<Result>): Promise<Result>;
}
