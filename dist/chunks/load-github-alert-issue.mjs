export { n as raiseAlert } from "./github-alert-issue.mjs";
