// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { readFile } from '../../files/read-file.ts'
import { readSignedMetadata, type SignedMetadata } from '../../intoto/envelope/signed-metadata.ts'
import { keyIdOf } from '../../intoto/keys/derive-key-id.ts'
import { pemKeyIds } from '../../intoto/keys/pem-key-ids.ts'
import type { PublicKey } from '../../intoto/keys/public-key.ts'
import { linkNamedBy } from '../../intoto/link/link-file-name.ts'
import { parseLink } from '../../intoto/link/parse-link.ts'
import { checkLink } from '../../intoto/verification/check-link.ts'
import { SignatureChecker } from '../../intoto/verification/check-signatures.ts'
import type { Failure } from '../../intoto/verification/failure.ts'
import { jsonText } from '../../reporting/json-text.ts'
import { failureLines } from '../../reporting/verdict-text.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'
import type { Arguments } from '../arguments.ts'
import { EXIT, type Command } from '../command.ts'
import { COMPARISON_FLAGS, comparisonSettings } from '../comparison-flags.ts'
import { compareFiles, type FilesAndProducts } from '../compare-files.ts'
import { note, pathFrom, print, type Console } from '../console.ts'
import { STEP_NAME_FLAG, verificationKeys } from '../signing-flags.ts'

export const matchProducts: Command = {
  spec: {
    name: 'match-products',
    summary: 'compare files with the products of a link',
    description:
      'Exit status 0: the files are exactly the products of the step, and its link is one that verification would take:\n' +
      'signed by every key given, of that step, of a command that succeeded. 1: they are not. 2: could not tell.\n' +
      'Without --step-name the link itself says which step it is of.',
    flags: [
      { long: 'link', short: 'l', takes: 'one', value: 'FILE', help: 'the link' },
      { ...STEP_NAME_FLAG, help: 'name of the step that the link must be of' },
      {
        long: 'paths',
        short: 'p',
        takes: 'many',
        value: 'PATH',
        help: 'files and directories to compare (default: .)'
      },
      {
        long: 'verification-keys',
        takes: 'many',
        value: 'FILE',
        help: 'public keys (PEM); each must have signed the link'
      },
      ...COMPARISON_FLAGS,
      { long: 'json', takes: 'nothing', help: 'print the differences as JSON' },
      { long: 'quiet', short: 'q', takes: 'nothing', help: 'print nothing; the exit status tells' }
    ],
    examples: [
      'in-toto-actions match-products -l links/package.1f2e3d4c.link -n package --verification-keys ci.pub -p app-1.0.0.tgz'
    ]
  },
  run: async (parsed, console) => {
    const source = parsed.required('link')
    const file = readFile(pathFrom(console, source), LIMITS.linkBytes)
    const metadata = readSignedMetadata(file, { source, maxBytes: LIMITS.linkBytes, bytes: NODE_PORTS.bytes })
    const keys = verificationKeys(parsed, console)
    const unsigned = await missingSigners(metadata, keys)
    const link = parseLink(metadata.payload)
    const { name, products } = link.link
    const step = parsed.one('step-name') ?? linkNamedBy(basename(source)) ?? name
    const failures = checkLink(link, step, escapeUntrusted(source))
    const paths = parsed.has('paths') ? parsed.many('paths') : ['.']
    // A path without a file is the business of `compareFiles`: it knows whether somebody named the path.
    const settings = { ...comparisonSettings(parsed, console), emptyPath: 'recorded' as const }
    const found = await compareFiles(products, paths, { settings, named: parsed.has('paths') })
    const answer: Answer = { step, claimed: name, keys, unsigned, failures, found }
    tell(answer, parsed, console)
    return matches(answer) ? EXIT.yes : EXIT.no
  }
}

interface Answer {
  /** The step that the link must be of. */
  readonly step: string
  /** The step that it says it is of. */
  readonly claimed: string
  readonly keys: readonly PublicKey[]
  /** Keys that did not sign. */
  readonly unsigned: readonly PublicKey[]
  /** What verification would refuse about the link. */
  readonly failures: readonly Failure[]
  readonly found: FilesAndProducts
}

async function missingSigners(metadata: SignedMetadata, keys: readonly PublicKey[]): Promise<PublicKey[]> {
  const checker = new SignatureChecker(metadata, 'strict', NODE_PORTS.signatures)
  const missing: PublicKey[] = []
  for (const key of keys) if ((await checker.check(key, pemKeyIds(key), true)) !== 'valid') missing.push(key)
  return missing
}

/** No file and no product agree, and prove nothing. */
function matches({ unsigned, failures, found }: Answer): boolean {
  const { compared, onlyInProducts, notInProducts, differ } = found
  const wrong = unsigned.length + failures.length + onlyInProducts.length + notInProducts.length + differ.length
  return wrong === 0 && compared > 0
}

function tell(answer: Answer, parsed: Arguments, console: Console): void {
  const { step, claimed, keys, unsigned, failures, found } = answer
  if (parsed.has('json')) {
    const signatureMissing = unsigned.map((key) => keyIdOf(key, 'current'))
    const linkFailures = failures.map(({ code, message, hint }) => ({ code, message, hint }))
    const facts = { matches: matches(answer), step: claimed, ...found, signatureChecked: keys.length > 0 }
    print(console, jsonText({ ...facts, signatureMissing, linkFailures }))
    return
  }
  if (parsed.has('quiet')) return
  for (const line of wrongLines(answer)) print(console, line)
  const what = found.compared === 1 ? 'The file is the product' : `The ${found.compared} files are the products`
  if (matches(answer)) print(console, `${what} of step "${escapeUntrusted(step)}".`)
  else note(console, `No match with the products of step ${quoteUntrusted(step)}: ${codesOf(answer)}.`)
  if (keys.length === 0) note(console, 'warning: the signature of the link was not checked; give --verification-keys.')
  if (!parsed.has('step-name'))
    note(
      console,
      `warning: the link says itself that it is of step ${quoteUntrusted(claimed)}; demand it with --step-name.`
    )
}

function wrongLines({ unsigned, failures, found }: Answer): string[] {
  const { compared, onlyInProducts, notInProducts, differ } = found
  return [
    ...unsigned.map((key) => `The link is not signed by key ${keyIdOf(key, 'current')}`),
    ...failures.flatMap((failure) => failureLines(failure)),
    ...onlyInProducts.map((path) => `Only in products: ${escapeUntrusted(path)}`),
    ...notInProducts.map((path) => `Not in products: ${escapeUntrusted(path)}`),
    ...differ.map((path) => `Hashes differ: ${escapeUntrusted(path)}`),
    ...(compared + onlyInProducts.length === 0 ? ['There is no file and no product to compare.'] : [])
  ]
}

function codesOf({ unsigned, failures, found }: Answer): string {
  const { compared, onlyInProducts, notInProducts, differ } = found
  const codes = [
    ...(unsigned.length > 0 ? ['LINK_SIGNATURE_MISSING'] : []),
    ...failures.map(({ code }) => code),
    ...(onlyInProducts.length > 0 ? ['PRODUCT_MISSING'] : []),
    ...(notInProducts.length > 0 ? ['PRODUCT_UNKNOWN'] : []),
    ...(differ.length > 0 ? ['PRODUCT_DIFFERS'] : []),
    ...(compared === 0 ? ['PRODUCT_NONE'] : [])
  ]
  return [...new Set(codes)].join(', ')
}
