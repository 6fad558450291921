export { t as httpPost } from "./http-post2.mjs";
