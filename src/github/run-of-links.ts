// SPDX-License-Identifier: Apache-2.0
// What a run with links is asked, loaded at once while the server is asked for something else.
export { RestLinkSource } from './rest-link-source.ts'
export { runJobs } from './run-jobs.ts'
export { uploaders } from './uploaders.ts'
