export { t as NODE_PORTS } from "./chunks/signing-node-ports.mjs";
