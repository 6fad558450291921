export { t as ResultsRefusal, n as ResultsService } from "./github-results-service.mjs";
