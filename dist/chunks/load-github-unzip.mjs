export { t as hashZip, n as unzip } from "./github-unzip.mjs";
