import { isAbsolute, relative, sep } from "node:path";
// src/recording/is-outside.ts
/** Whether a path does not lie in a directory, and is not the directory itself. Both are real paths. */
function isOutside(directory, path) {
	const way = relative(directory, path);
	return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}
export { isOutside as t };
