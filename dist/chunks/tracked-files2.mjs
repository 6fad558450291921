export { n as trackedFiles } from "./tracked-files.mjs";
