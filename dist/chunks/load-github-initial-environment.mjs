export { vt as moveFromInitialEnvironment } from "./every-action.mjs";
