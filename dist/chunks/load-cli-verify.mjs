export { n as verify } from "./reporting-formats.mjs";
