import type { TakeOfStep } from './intents.js';
import { type TableFiles } from './table-files.js';
/** The files that are taken, by where they lie in the taker; undefined where no table can name that. */
export declare function partOfTable(files: TableFiles, { only, from, into }: Pick<TakeOfStep, 'only' | 'from' | 'into'>): TableFiles | undefined;
