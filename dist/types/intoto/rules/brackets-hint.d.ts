/** What brackets in a pattern mean, and how to write what is probably meant; message and hint are escaped. */
export interface BracketsHint {
    readonly message: string;
    readonly hint: string;
    /** The pattern that is probably meant. */
    readonly meant: string;
}
/** A hint for a rule whose pattern has brackets that are probably meant as they are. */
export declare function bracketsHint(tokens: readonly string[]): BracketsHint | undefined;
