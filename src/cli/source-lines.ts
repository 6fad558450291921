// SPDX-License-Identifier: Apache-2.0
// What a link claims of its source, for whoever looks at the file. Nothing of it is checked here.
import { count } from '../base/count.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import { readConverted } from '../intoto/link/converted-files.ts'
import { readSource } from '../intoto/link/source-claim.ts'
import type { ArtifactKind } from '../intoto/rules/artifact-rule.ts'

const MOST_NAMES = 10
const HALVES: readonly ArtifactKind[] = ['materials', 'products']

/** Lines about the commit that a link claims to have seen, and about files that its checkout converted. */
export function sourceClaimLines(environment: JsonObject): string[] {
  return [...claimLines(environment), ...convertedLines(environment)]
}

function claimLines(environment: JsonObject): string[] {
  const claim = readSource(environment)
  if (claim === undefined) return []
  if (claim === 'malformed') return ['source: malformed, so verification refuses the link']
  const { commit, tree, files, digest, path, only, submodules } = claim
  return [
    `source: commit ${commit}${path === undefined ? '' : `, in ${quoteUntrusted(path)}`}`,
    `  tree ${tree}`,
    `  ${count(files, 'file')}, sha256 of the list ${digest}`,
    ...(only === undefined ? [] : [`  only ${listed(only, MOST_NAMES, (pattern) => quoteUntrusted(pattern))}`]),
    ...[...submodules]
      .slice(0, MOST_NAMES)
      .map(
        ([name, module]) =>
          `  submodule ${escapeUntrusted(name)}: commit ${module.commit}, ${count(module.files, 'file')}`
      ),
    ...(submodules.size > MOST_NAMES ? [`  … and ${count(submodules.size - MOST_NAMES, 'more submodule')}`] : [])
  ]
}

function convertedLines(environment: JsonObject): string[] {
  const halves = HALVES.map((half) => [half, readConverted(environment, half)] as const)
  if (halves.some(([, converted]) => converted === 'malformed'))
    return ['converted by the checkout: malformed, so verification refuses the link']
  const told = halves.flatMap(([half, converted]) =>
    converted === 'malformed' || converted.size === 0 ? [] : [`${converted.size} of the ${half}`]
  )
  return told.length === 0 ? [] : [`converted by the checkout: ${told.join(', ')}`]
}
