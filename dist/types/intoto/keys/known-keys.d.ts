/** Keys that were read lately, by all that they were read from. */
export declare class KnownKeys<Key> {
    #private;
    /**
     * @param text all that decides which key it is
     * @throws what reading it throws, which is never kept
     */
    of(text: string, read: () => Key): Key;
}
