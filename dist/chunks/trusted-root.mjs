export { t as readTrustedRoot } from "./trusted-root2.mjs";
