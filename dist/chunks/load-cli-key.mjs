export { n as keyGenerate, i as keyShow } from "./cli-key.mjs";
