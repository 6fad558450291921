import { K as RoomError } from "./base.mjs";
// src/files/codes.ts
const FILES_CODES = {
	FILE_UNREADABLE: "A file cannot be read.",
	FILE_UNWRITABLE: "A file cannot be written.",
	FILE_EXISTS: "A file that must not be overwritten exists already."
};
/** A file that cannot be read or written. */
var FilesError = class extends RoomError {};
export { FilesError as n, FILES_CODES as t };
