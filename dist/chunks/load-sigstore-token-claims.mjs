export { t as readTokenClaims } from "./sigstore-token-claims.mjs";
