export { gt as moveFromInitialEnvironment } from "./every-action.mjs";
