export { t as TEMPORARY } from "./github-fill-file.mjs";
