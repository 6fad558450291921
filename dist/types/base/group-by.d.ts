/** What `Map.groupBy` gives, which Node 20 does not have: the command line and the library run there, too. */
export declare function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]>;
