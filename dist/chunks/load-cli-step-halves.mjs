export { t as beginWholeStep, n as endWholeStep } from "./cli-step-halves.mjs";
