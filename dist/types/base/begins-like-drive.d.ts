/** Whether a path is absolute, or may be, on Windows: a letter and a colon in front, as in `C:/`. */
export declare function beginsLikeDrive(path: string): boolean;
