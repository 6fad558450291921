/** Whether a text is the whole id of an object of git: 40 or 64 hexadecimal digits, in lower case. */
export declare function isGitId(text: string): boolean;
