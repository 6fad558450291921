import { l as runAction } from "./chunks/run-context.mjs";
import { n as beginStage } from "./chunks/begin-stage.mjs";
// src/actions/begin.ts
await runAction(beginStage);
export {};
