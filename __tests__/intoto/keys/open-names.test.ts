// SPDX-License-Identifier: Apache-2.0
// Functionaries whom anybody can be: by the name of the holder, or by calling the reusable workflow that signs.
import { expect, test } from '@jest/globals'
import { GITHUB_ISSUER } from '../../../src/intoto/keys/github-issuer.ts'
import { identityOf } from '../../../src/intoto/keys/keyless-identity.ts'
import { openNames } from '../../../src/intoto/keys/open-names.ts'
import { readWrittenIdentities } from '../../../src/intoto/keys/written-identities.ts'

const STAGE = 'https://github.com/o/s/.github/workflows/stage.yml@refs/tags/v1'
const ANYBODY = 'https://github.com/*/*/.github/workflows/ci.yml@refs/heads/main'

type Case = [subject: string, constraints: Readonly<Record<string, readonly string[]>>, open: readonly string[]]

const namesIn = (subject: string, constraints: Case[1], issuer: string = GITHUB_ISSUER): readonly string[] => {
  const kind = subject.includes('*') ? ('pattern' as const) : ('exact' as const)
  const all = new Map(Object.entries(constraints)) as Parameters<typeof identityOf>[2]
  return openNames(identityOf(issuer, { kind, text: subject }, all))
}

const CASES: readonly Case[] = [
  [STAGE, {}, []],
  [STAGE, { build_config_uri: ['**'] }, ['**']],
  [STAGE, { build_config_uri: ['https://github.com/**@refs/heads/main'] }, ['https://github.com/**@refs/heads/main']],
  [STAGE, { build_config_uri: [ANYBODY] }, [ANYBODY]],
  [STAGE, { build_config_uri: [STAGE, ANYBODY] }, [ANYBODY]],
  [STAGE, { source_repository_uri: ['**'] }, ['**']],
  [STAGE, { source_repository_uri: ['https://github.com/*/r'] }, ['https://github.com/*/r']],
  [STAGE, { source_repository_uri: ['*'], source_repository_owner_id: ['*'] }, []],
  [STAGE, { build_config_uri: ['https://github.com/o/r/.github/workflows/*@**'] }, []],
  [STAGE, { source_repository_uri: ['https://github.com/o/*'] }, []],
  [STAGE, { build_config_uri: ['**'], source_repository_uri: ['https://github.com/o/*'] }, []],
  [STAGE, { build_config_uri: ['**'], source_repository_uri: ['**'] }, ['**', '**']],
  [STAGE, { build_config_uri: ['**'], runner_environment: ['github-hosted'] }, ['**']],
  [ANYBODY, {}, [ANYBODY]],
  [ANYBODY, { source_repository_owner_uri: ['https://github.com/o'] }, []],
  [ANYBODY, { source_repository_owner_uri: ['https://github.com/*'] }, [ANYBODY]],
  [ANYBODY, { source_repository_owner_id: ['7'] }, []],
  [ANYBODY, { source_repository_id: ['7', '8'] }, []],
  [ANYBODY, { source_repository_id: ['*'] }, [ANYBODY]],
  [ANYBODY, { github_workflow_repository: ['o/*'] }, []],
  [ANYBODY, { github_workflow_repository: ['*/r'] }, [ANYBODY]],
  [ANYBODY, { github_workflow_repository: ['o**'] }, [ANYBODY]],
  ['**', { source_repository_id: ['7'] }, ['**']],
  ['*@example.org', {}, []]
]
test.each(CASES)('%s with %j leaves open %j', (subject, constraints, open) =>
  expect(namesIn(subject, constraints)).toEqual(open)
)
test('owners at another server are its own', () => {
  const issuer = 'https://git.example/_services/token'
  expect(namesIn('https://git.example/*/r/.github/workflows/ci.yml@**', {}, issuer)).toEqual([])
  expect(namesIn(STAGE, { build_config_uri: ['**'] }, issuer)).toEqual(['**'])
})
test.each([
  [ANYBODY],
  [STAGE, 'build-config-uri: **'],
  [`${STAGE} source-repository-uri=https://github.com/*/r`],
  [STAGE, ANYBODY]
])('are refused where they are written: %j', (...lines) =>
  expect(readWrittenIdentities(lines)).toHaveProperty('problem')
)
test('are read where something else names the owner', () =>
  expect(readWrittenIdentities([ANYBODY, 'source-repository-owner-id: 7'])).toHaveLength(1))
