// SPDX-License-Identifier: Apache-2.0
import { yamlText } from '../intoto/intents/yaml-text.ts'
import type { YamlMembers } from './yaml-reader.ts'
import type { YamlValue } from './yaml-source.ts'

/** A first step that `layout build` takes, for whoever has none; with whatever else such a file lacks. */
export function firstStep(top: YamlMembers): string {
  const by = top.has('by') ? '' : `, by: ${yamlText(someFunctionary(top.get('functionaries')?.value))}`
  const release = top.has('release') ? '' : ' Say on top what is final: "release: build".'
  return `Add a step: "- { name: build${by}, takes: source, adds: dist/** }".${release}`
}

function someFunctionary(functionaries: YamlValue | undefined): string {
  const [first] = functionaries?.kind === 'mapping' ? functionaries.members.keys() : []
  return first ?? 'ci'
}
