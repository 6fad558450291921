export { t as fetchFile, i as resolveCommit } from "./trusted-layout.mjs";
