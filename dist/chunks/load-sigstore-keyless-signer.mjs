export { t as signKeyless } from "./sigstore-keyless-signer.mjs";
