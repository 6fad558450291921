// SPDX-License-Identifier: Apache-2.0
// One open issue that says that verification fails on the default branch; later failures update it.
import { cutAtLine } from '../reporting/markdown.ts'
import type { Rest } from './rest.ts'

const LABEL = 'in-toto-verification'
const TITLE = 'The supply chain does not verify'
/** GitHub takes at most 65 536 characters. */
const ISSUE_CHARACTERS = 60_000
/** Where the rest of a text is that was too long. */
export const REST_IN_SUMMARY = '*The rest is in the summary of the run.*'

/** Opens the issue, or updates the one that is open; returns its number. @throws GITHUB_ codes */
export async function raiseAlert(
  rest: Rest,
  { owner, repo, body: text }: { readonly owner: string; readonly repo: string; readonly body: string }
): Promise<number> {
  const body = cutAtLine(text, ISSUE_CHARACTERS, REST_IN_SUMMARY)
  const permission = 'issues: write'
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: { owner, repo, state: 'open', labels: LABEL, per_page: 30 },
    what: 'the open issues',
    permission
  })
  const issues = Array.isArray(data) ? (data as { number?: unknown; title?: unknown; pull_request?: unknown }[]) : []
  const open = issues.find(({ title, pull_request }) => title === TITLE && pull_request === undefined)
  if (typeof open?.number === 'number') {
    await rest.call({
      route: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
      parameters: { owner, repo, issue_number: open.number, body },
      what: 'an issue',
      permission
    })
    return open.number
  }
  const created = await rest.call({
    route: 'POST /repos/{owner}/{repo}/issues',
    parameters: { owner, repo, title: TITLE, body, labels: [LABEL] },
    what: 'an issue',
    permission
  })
  const number = (created.data as { number?: unknown } | null)?.number
  return typeof number === 'number' ? number : 0
}
