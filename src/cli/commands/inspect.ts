// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { digestPairs, type Artifacts } from '../../intoto/artifacts/artifacts.ts'
import { count } from '../../base/count.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { readSignedMetadata, type Container, type SignedMetadata } from '../../intoto/envelope/signed-metadata.ts'
import { WRAPPERS } from '../../intoto/envelope/wrappers.ts'
import { INTENTS_COMMAND, isIntentsInspection } from '../../intoto/intents/intents-of-layout.ts'
import type { JsonAt } from '../../intoto/json/json-at.ts'
import { writeJson } from '../../intoto/json/write-json.ts'
import { isKeyless } from '../../intoto/keys/functionary-key.ts'
import type { KeylessIdentity } from '../../intoto/keys/keyless-identity.ts'
import { publicKeyFromPem } from '../../intoto/keys/public-key.ts'
import { formatUtcSeconds } from '../../intoto/layout/expiry.ts'
import type { Inspection, Step } from '../../intoto/layout/layout.ts'
import { parseLayout } from '../../intoto/layout/parse-layout.ts'
import { parseStatement } from '../../intoto/link/statement.ts'
import { readRunBinding } from '../../intoto/link/run-binding.ts'
import { parseLink, type ParsedLink } from '../../intoto/link/parse-link.ts'
import { LIMITS } from '../../base/limits.ts'
import { joinWords } from '../../intoto/rules/rule-text.ts'
import { escapeJson } from '../../reporting/json-text.ts'
import { EXIT, type Command } from '../command.ts'
import { pathFrom, print } from '../console.ts'
import { readFile } from '../../files/read-file.ts'
import { NODE_BYTES } from '../../signing/node-bytes.ts'
import { sourceClaimLines } from '../source-lines.ts'
import { printKey } from './key.ts'
import { shortKeyIds } from '../../reporting/short-key-ids.ts'

/** Files named in full before the rest is counted. */
const MOST_FILES = 20

export const inspect: Command = {
  spec: {
    name: 'inspect',
    summary: 'show what a link, layout, bundle or key file says',
    description:
      'Signatures are listed, not checked: what is shown is what the file claims. Of a Sigstore bundle, also who its\n' +
      'certificate names, and how a layout would name them.',
    flags: [{ long: 'json', takes: 'nothing', help: 'print the payload, or the key, as JSON' }],
    operands: { name: 'FILE', least: 1, most: 1 },
    examples: ['in-toto-actions inspect links/build.1f2e3d4c.link', 'in-toto-actions inspect .in-toto/root.layout']
  },
  run: async (parsed, console) => {
    const [source = ''] = parsed.operands
    const bytes = readFile(pathFrom(console, source), LIMITS.linkBytes)
    const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
    // A layout is JSON that may hold keys in PEM form.
    if (start.includes('-----BEGIN ') && !start.trimStart().startsWith('{')) {
      printKey(publicKeyFromPem(Buffer.from(bytes).toString('utf8'), source), parsed, console)
      return EXIT.yes
    }
    const metadata = readSignedMetadata(bytes, { source, maxBytes: LIMITS.linkBytes, bytes: NODE_BYTES })
    const { linkIn, signers } = CONTAINERS[metadata.container]
    const lines = metadata.kind === 'layout' ? layoutLines(metadata) : linkLines(linkIn(metadata.payload))
    if (parsed.has('json')) print(console, escapeJson(writeJson(metadata.payload.value)))
    else for (const line of [...lines, ...(await signers(metadata, bytes, source))]) print(console, line)
    return EXIT.yes
  }
}

/** For each thing that metadata can lie in: the form of a link in it, and the lines about who claims to have signed. */
const CONTAINERS: Readonly<
  Record<
    Container,
    {
      readonly linkIn: (payload: JsonAt) => ParsedLink
      readonly signers: (metadata: SignedMetadata, bytes: Uint8Array, source: string) => Promise<string[]>
    }
  >
> = {
  file: { linkIn: parseLink, signers: async (metadata) => signatureLines(metadata) },
  bundle: {
    linkIn: parseStatement,
    // Certificates need far more than links do.
    signers: async (metadata, bytes, source) =>
      (await import('../bundle-lines.ts')).bundleLines(bytes, source, tellsRunner(metadata))
  }
}

/** Whether a layout may demand a runner of the link, as far as it goes by its own words. */
function tellsRunner({ kind, payload }: SignedMetadata): boolean {
  if (kind === 'layout') return true
  const run = readRunBinding(parseStatement(payload).link.environment)
  return run !== undefined && run !== 'malformed' && run.runner !== undefined
}

function layoutLines({ payload }: SignedMetadata): string[] {
  const { layout } = parseLayout(payload)
  return [
    `layout, expires ${formatUtcSeconds(layout.expires)}`,
    ...(layout.readme === '' ? [] : [`readme: ${escapeUntrusted(layout.readme)}`]),
    ...[...layout.keys].map(
      ([keyId, key]) => `key ${keyId}: ${isKeyless(key) ? identityText(key) : `${key.keyType} (${key.scheme})`}`
    ),
    ...layout.steps.flatMap((step) => [
      `step "${escapeUntrusted(step.name)}": ${step.threshold} of ${shortKeyIds(step.pubkeys)}`,
      ...(step.expectedCommand.length > 0 ? [`  command: ${escapeUntrusted(joinWords(step.expectedCommand))}`] : []),
      ...ruleLines(step)
    ]),
    ...layout.inspections.flatMap((inspection) => [...inspectionLines(inspection), ...ruleLines(inspection)])
  ]
}

/** Of the one that carries intents, each of its statements on a line of its own. */
function inspectionLines(inspection: Inspection): string[] {
  const { name, run } = inspection
  const words = isIntentsInspection(inspection) ? INTENTS_COMMAND.length : run.length
  return [
    `inspection "${escapeUntrusted(name)}": ${escapeUntrusted(joinWords(run.slice(0, words)))}`,
    ...run.slice(words).map((statement) => `  ${escapeUntrusted(statement)}`)
  ]
}

function identityText({ issuer, subject, constraints }: KeylessIdentity): string {
  const limits = [...constraints].map(([name, values]) => `${name} ${values.join(' or ')}`)
  const who = `${subject.kind === 'exact' ? 'identity' : 'identities like'} ${subject.text} of ${issuer}`
  return escapeUntrusted(limits.length === 0 ? who : `${who}, with ${limits.join(', ')}`, 2000)
}

function ruleLines({ expectedMaterials, expectedProducts }: Step | Inspection): string[] {
  return [
    ...expectedMaterials.map((rule, index) => `  materials[${index}]: ${escapeUntrusted(joinWords(rule.tokens))}`),
    ...expectedProducts.map((rule, index) => `  products[${index}]: ${escapeUntrusted(joinWords(rule.tokens))}`)
  ]
}

function linkLines({ link }: ParsedLink): string[] {
  return [
    `link of step "${escapeUntrusted(link.name)}"`,
    `command: ${link.command.length === 0 ? '(none)' : escapeUntrusted(joinWords(link.command))}`,
    ...artifactLines('materials', link.materials),
    ...artifactLines('products', link.products),
    ...sourceClaimLines(link.environment),
    `by-products: ${escapeUntrusted(writeJson(link.byproducts))}`,
    `environment: ${escapeUntrusted(writeJson(link.environment), 2000)}`
  ]
}

function artifactLines(title: string, artifacts: Artifacts): string[] {
  const shown = [...artifacts].slice(0, MOST_FILES)
  return [
    `${title}: ${artifacts.size}`,
    ...shown.map(
      ([path, digests]) =>
        `  ${escapeUntrusted(path)}  ${digestPairs(digests)
          .map(([algorithm, hex]) => `${escapeUntrusted(algorithm)}:${hex}`)
          .join(' ')}`
    ),
    ...(artifacts.size > shown.length ? [`  … and ${artifacts.size - shown.length} more (--json shows all)`] : [])
  ]
}

function signatureLines({ wrapper, signatures }: SignedMetadata): string[] {
  const names = signatures.map(
    ({ keyId, bytes }) =>
      `  ${keyId === '' ? '(no key id)' : escapeUntrusted(keyId)}${bytes === undefined ? ' (a form that is not supported)' : ''}`
  )
  return [`${WRAPPERS[wrapper].title} with ${count(signatures.length, 'signature')}, not checked:`, ...names]
}
