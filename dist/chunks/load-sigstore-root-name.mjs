export { t as readNamedRoot, n as readWrittenRoot } from "./sigstore-root-name.mjs";
