export { t as DOWNLOAD_TIMING, n as download } from "./github-download.mjs";
