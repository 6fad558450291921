export { t as signKeyless } from "./keyless-signer.mjs";
