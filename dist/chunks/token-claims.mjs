export { t as readTokenClaims } from "./token-claims2.mjs";
