export { t as fetchFile, n as headRef, r as layoutRef, i as resolveCommit } from "./trusted-layout.mjs";
