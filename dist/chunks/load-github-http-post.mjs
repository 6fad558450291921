export { t as httpPost } from "./github-http-post.mjs";
