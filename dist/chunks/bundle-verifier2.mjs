export { t as BundleVerifier } from "./bundle-verifier.mjs";
