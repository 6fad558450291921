import type { BeginContext } from './begin-context.js';
import type { TakeOfStep } from './intents.js';
/** A line in backquotes, and what is to be said behind it. */
export interface TakesOffer {
    readonly line: string;
    readonly note: string;
}
/** Takes with those steps from which files come: all of them, else the files alone. @param origins their files */
export declare function takingMore(context: BeginContext, files: readonly string[], origins: ReadonlyMap<string, readonly string[]>): TakesOffer | undefined;
/** Takes without some of their files. @param isLess which of the takes are to have less */
export declare function takingLess(context: BeginContext, files: readonly string[], less: readonly ((take: TakeOfStep) => boolean)[]): TakesOffer | undefined;
