export { t as buildLayout } from "./layouts-build-layout.mjs";
