// SPDX-License-Identifier: Apache-2.0
// What the members of a functionary by identity look like. A value of another form is no harmless slip: it fits no
// certificate, or far too many, and nobody would see it before the gate says no, or yes.

/** The form of a member's values, and how to write one. */
export interface MemberForm {
  readonly form: RegExp
  readonly hint: string
}

export const MEMBER_FORMS = {
  workflow: {
    form: /^(?:\.?\/)?\.github\/workflows\/[^@\s]+\.ya?ml$/,
    hint: 'Write its path in the repository, without a ref: .github/workflows/ci.yml.'
  },
  refs: { form: /^(?:refs\/|\*)\S*$/, hint: 'Write the whole ref: refs/heads/main, or refs/tags/v*.' },
  through: {
    form: /^[^/@\s]+\/[^/@\s]+\/\.github\/workflows\/[^/@\s]+@(?:refs\/\S+|[0-9a-f]{40}|[0-9a-f]{64}|\S*\*\S*)$/,
    hint: 'Write owner/name/.github/workflows/file.yml@ and the whole ref as certificates have it, refs/tags/v1.0.0, or a commit.'
  },
  'through-digests': {
    form: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
    hint: 'Write the commit of the workflow in full, 40 digits.'
  },
  triggers: { form: /^[a-z_*]+$/, hint: 'Write names of events: push, pull_request, workflow_dispatch.' },
  environments: { form: /\S/, hint: 'Write the name of the deployment environment.' },
  'repository-ids': { form: /^\d+$/, hint: 'Write the number that GitHub gave the repository.' }
} as const satisfies Readonly<Record<string, MemberForm>>

/** Events that start workflows. */
export const KNOWN_TRIGGERS = [
  'push',
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'merge_group',
  'workflow_dispatch',
  'workflow_run',
  'repository_dispatch',
  'schedule',
  'release',
  'create',
  'deployment',
  'deployment_status',
  'issue_comment',
  'registry_package'
] as const

/** Whether the workflow that a `through` names may change without the layout changing. */
export function isMovable(through: string): boolean {
  return !/@(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(through)
}
