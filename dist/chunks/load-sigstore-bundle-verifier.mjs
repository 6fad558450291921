export { t as BundleVerifier } from "./sigstore-bundle-verifier.mjs";
