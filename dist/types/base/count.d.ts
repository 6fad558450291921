/** A number with its noun: "1 link", "2 links". The noun is one that takes an s. */
export declare function count(number: number, noun: string): string;
