export { _t as moveFromInitialEnvironment } from "./every-action.mjs";
