// SPDX-License-Identifier: Apache-2.0
// The service for workflow artifacts, as actions of others ask it.

/** Asks the service that the runner names. @throws Error with the answer when it refuses */
export async function askService(method: string, body: object): Promise<Record<string, unknown>> {
  const { ACTIONS_RESULTS_URL: service = '', ACTIONS_RUNTIME_TOKEN: token = '' } = process.env
  const response = await fetch(new URL(`twirp/github.actions.results.api.v1.ArtifactService/${method}`, service), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method}: ${response.status} ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

/** An input of the action that runs. */
export function input(name: string): string {
  return process.env[`INPUT_${name.toUpperCase()}`] ?? ''
}
