// SPDX-License-Identifier: Apache-2.0
// A functionary that is a workflow, as people write it, and the key object that says the same to verification.
import type { CertificateExtension } from '../intoto/keys/certificate-extensions.ts'
import { identityOf, type KeylessIdentity } from '../intoto/keys/keyless-identity.ts'

/** What `functionaries:` says of a workflow. Refs and the rest may be patterns: `*` stops at `/` and `@`, `**` does not. */
export interface WorkflowFunctionary {
  /** Path of the workflow file in its repository. */
  readonly workflow: string
  /** `owner/name` */
  readonly repository: string
  readonly refs: readonly string[]
  readonly runner: readonly string[]
  /** `owner/name/path@ref` of the reusable workflow that signs, where another one than the workflow does. */
  readonly through: readonly string[]
  readonly throughDigests: readonly string[]
  readonly triggers: readonly string[]
  readonly environments: readonly string[]
  readonly repositoryIds: readonly string[]
  readonly issuer: string
  /** `https://github.com` */
  readonly server: string
}

/** The functionary as an identity with constraints. */
export function workflowIdentity(functionary: WorkflowFunctionary): KeylessIdentity {
  const { workflow, repository, refs, through, server, issuer } = functionary
  const own = `${server}/${repository}/${workflow}`
  const subjects =
    through.length > 0 ? through.map((place) => `${server}/${place}`) : refs.map((ref) => `${own}@${ref}`)
  const [subject = own, ...more] = subjects
  const exact = more.length === 0 && !subject.includes('*')
  const constraints = new Map<CertificateExtension, readonly string[]>([
    ['source_repository_uri', [`${server}/${repository}`]],
    ['source_repository_ref', refs],
    // The workflow that the run began with, whichever one signs.
    ['build_config_uri', refs.map((ref) => `${own}@${ref}`)]
  ])
  const further: readonly (readonly [CertificateExtension, readonly string[]])[] = [
    ['runner_environment', functionary.runner],
    ['build_signer_digest', functionary.throughDigests],
    ['build_trigger', functionary.triggers],
    ['deployment_environment', functionary.environments],
    ['source_repository_id', functionary.repositoryIds]
  ]
  for (const [name, values] of further) if (values.length > 0) constraints.set(name, values)
  // One pattern must cover several subjects, so it is as wide as they need, and the constraint beside it says which.
  if (more.length > 0) constraints.set('build_signer_uri', subjects)
  const wide = through.length > 0 ? `${server}/*/*/.github/workflows/*@**` : `${own}@**`
  return identityOf(
    issuer,
    exact ? { kind: 'exact', text: subject } : { kind: 'pattern', text: more.length === 0 ? subject : wide },
    constraints
  )
}
