export { F as NODE_PORTS } from "./chunks/every-verification.mjs";
