// SPDX-License-Identifier: Apache-2.0
import { jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { encodeFunctionaryKey } from '../keys/functionary-key.ts'
import type { ArtifactRule } from '../rules/artifact-rule.ts'
import { formatUtcSeconds } from './expiry.ts'
import type { Inspection, Layout, Step } from './layout.ts'

/** A layout as the payload of a file (in-toto v1.0, 4.3), with every member that the reference would fill in. */
export function encodeLayout(layout: Layout): JsonObject {
  const keys = new Map<string, JsonValue>()
  for (const [id, key] of layout.keys) keys.set(id, encodeFunctionaryKey(key, id))
  return jsonObject({
    _type: 'layout',
    expires: formatUtcSeconds(layout.expires),
    inspect: layout.inspections.map(encodeInspection),
    keys,
    readme: layout.readme,
    steps: layout.steps.map(encodeStep)
  })
}

function encodeStep(step: Step): JsonObject {
  return jsonObject({
    _type: 'step',
    name: step.name,
    threshold: step.threshold,
    pubkeys: step.pubkeys,
    expected_command: step.expectedCommand,
    expected_materials: encodeRules(step.expectedMaterials),
    expected_products: encodeRules(step.expectedProducts)
  })
}

function encodeInspection(inspection: Inspection): JsonObject {
  return jsonObject({
    _type: 'inspection',
    name: inspection.name,
    run: inspection.run,
    expected_materials: encodeRules(inspection.expectedMaterials),
    expected_products: encodeRules(inspection.expectedProducts)
  })
}

function encodeRules(rules: readonly ArtifactRule[]): JsonValue {
  return rules.map((rule) => rule.tokens)
}
