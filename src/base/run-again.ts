// SPDX-License-Identifier: Apache-2.0

/** What to do where the service for workflow artifacts fails. */
export const RUN_AGAIN =
  'Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage, or a firewall keeps the runner from the service.'
