export { t as readTrustedRoot } from "./sigstore-trusted-root.mjs";
