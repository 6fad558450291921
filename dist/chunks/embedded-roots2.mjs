export { t as EMBEDDED_ROOTS, n as embeddedRoot, r as embeddedRootFile, i as isEmbeddedRoot } from "./embedded-roots.mjs";
