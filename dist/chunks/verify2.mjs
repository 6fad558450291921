export { n as verify } from "./verify.mjs";
