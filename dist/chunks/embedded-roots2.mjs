export { t as EMBEDDED_ROOTS, n as embeddedRoot, r as embeddedRootFile } from "./embedded-roots.mjs";
