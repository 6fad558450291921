import { LayoutFile } from '../layout/layout-file.js';
import { type ParsedLayout } from '../layout/parse-layout.js';
import type { Failure } from './failure.js';
import type { VerificationRequest } from './verification.js';
/** A layout that those signed whom the caller trusts, or why it does not count. */
export type OpenedLayout = {
    readonly parsed: ParsedLayout;
} | {
    readonly failures: readonly [Failure, ...Failure[]];
};
/** Verifies the signatures of a layout. With failures, nothing of it is believed. @throws what `LayoutFile` throws */
export declare function openLayout(request: VerificationRequest): Promise<OpenedLayout>;
/** The layout of a request as a file. */
export declare function layoutFileOf({ layout, layoutSource, ports, compatibility }: VerificationRequest): LayoutFile;
