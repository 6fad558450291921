import type { Take } from './intents.js';
/** The steps that a step takes, directly or through others. @param takesOf those that are followed, of any step */
export declare function stepsAbove(step: string, takesOf: (step: string) => readonly Take[]): ReadonlySet<string>;
