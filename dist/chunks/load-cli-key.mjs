export { t as keyGenerate, n as keyShow } from "./cli-key.mjs";
