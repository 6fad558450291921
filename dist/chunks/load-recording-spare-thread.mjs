export { n as startSpareThread } from "./hashing.mjs";
