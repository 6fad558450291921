export { t as verify } from "./cli-verify.mjs";
