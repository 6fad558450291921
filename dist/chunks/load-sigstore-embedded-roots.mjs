export { t as EMBEDDED_ROOTS, n as embeddedRoot, r as embeddedRootFile, i as isEmbeddedRoot, a as rootToFetch } from "./sigstore-embedded-roots.mjs";
