export { n as keyGenerate, i as keyShow } from "./key2.mjs";
