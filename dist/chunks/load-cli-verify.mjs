export { n as verify } from "./cli-verify.mjs";
