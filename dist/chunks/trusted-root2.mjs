export { t as readTrustedRoot } from "./trusted-root3.mjs";
