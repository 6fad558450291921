/**
 * The one code that is news of both kinds: whoever records refuses what lies there, and whoever verifies refuses a link
 * that says so. It means the same, so both tables take it from here.
 */
export declare const SCRATCH_PRESENT: {
    readonly SCRATCH_PRESENT: 'Something that is excluded, or is yet to be installed, lies there already when the step begins.';
};
