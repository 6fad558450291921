// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { linesBelow } from '../../base/news-lines.ts'
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
import { notCompared } from '../../recording/left-out.ts'
import { jsonText } from '../../reporting/json-text.ts'
import { failureLines } from '../../reporting/verdict-text.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'
import type { Arguments } from '../arguments.ts'
import { EXIT, type Command } from '../command.ts'
import { shellWord } from '../shell-word.ts'
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
      'Without --step-name the name of the file says which step the link must be of (STEP.12345678.link); where the file\n' +
      'is called otherwise, the link itself does. A product dir:DIR that the step installed (run --installs) is compared as a\n' +
      'whole where DIR lies within the paths; with --lstrip-paths, and in the home of the user, it is not.',
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
    const { name } = link.link
    const { step, saidBy } = demandedStep(parsed.one('step-name'), linkNamedBy(basename(source)), name)
    const failures = checkLink(link, step, escapeUntrusted(source)).map((failure) => withFlag(failure, saidBy, name))
    const paths = parsed.has('paths') ? parsed.many('paths') : ['.']
    // A path without a file is the business of `compareFiles`: it knows whether somebody named the path.
    const settings = { ...comparisonSettings(parsed, console), emptyPath: 'recorded' as const }
    const found = await compareFiles(link.link, paths, { settings, named: parsed.has('paths') })
    const answer: Answer = { step, saidBy, keys, unsigned, failures, found }
    tell(answer, parsed, console)
    return matches(answer) ? EXIT.yes : EXIT.no
  }
}

/** Who says of which step the link must be. */
type StepSource = 'flag' | 'file name' | 'link'

interface Answer {
  /** The step that the link must be of. */
  readonly step: string
  readonly saidBy: StepSource
  readonly keys: readonly PublicKey[]
  /** Keys that did not sign. */
  readonly unsigned: readonly PublicKey[]
  /** What verification would refuse about the link. */
  readonly failures: readonly Failure[]
  readonly found: FilesAndProducts
}

/** @param claimed the step that the link says it is of */
function demandedStep(
  flag: string | undefined,
  fileName: string | undefined,
  claimed: string
): { readonly step: string; readonly saidBy: StepSource } {
  if (flag !== undefined) return { step: flag, saidBy: 'flag' }
  return fileName === undefined ? { step: claimed, saidBy: 'link' } : { step: fileName, saidBy: 'file name' }
}

/** Where the flag named the step, the flag may be what is wrong. */
function withFlag(failure: Failure, saidBy: StepSource, claimed: string): Failure {
  if (failure.code !== 'LINK_NAME_MISMATCH' || saidBy !== 'flag') return failure
  const hint = `Give the link of the step that you named, or give --step-name ${escapeUntrusted(shellWord(claimed))}.`
  return { ...failure, hint }
}

async function missingSigners(metadata: SignedMetadata, keys: readonly PublicKey[]): Promise<PublicKey[]> {
  const checker = new SignatureChecker(metadata, 'strict', NODE_PORTS.signatures)
  const missing: PublicKey[] = []
  for (const key of keys) if ((await checker.check(key, pemKeyIds(key), true)) !== 'valid') missing.push(key)
  return missing
}

/** No file and no product agree, and prove nothing. */
function matches(answer: Answer): boolean {
  return wrongs(answer).length === 0 && answer.failures.length === 0
}

/** What is wrong with signatures and files, and what to do about it. */
interface Wrong {
  readonly code: 'LINK_SIGNATURE_MISSING' | 'PRODUCT_MISSING' | 'PRODUCT_UNKNOWN' | 'PRODUCT_DIFFERS' | 'PRODUCT_NONE'
  readonly lines: readonly string[]
  readonly hint: string
}

function wrongs({ unsigned, found }: Answer): Wrong[] {
  const { compared, onlyInProducts, notInProducts, differ } = found
  const all: Wrong[] = [
    {
      code: 'LINK_SIGNATURE_MISSING',
      lines: unsigned.map((key) => `The link is not signed by key ${keyIdOf(key, 'current')}`),
      hint: 'Give the key of whom you trust to perform the step, or the link that this key signed.'
    },
    {
      code: 'PRODUCT_MISSING',
      lines: onlyInProducts.map((path) => `Only in products: ${escapeUntrusted(path)}`),
      hint: 'Get all products of the step, or look at --paths, --base-path, --lstrip-paths and --exclude.'
    },
    {
      code: 'PRODUCT_UNKNOWN',
      lines: notInProducts.map((path) => `Not in products: ${escapeUntrusted(path)}`),
      hint: 'Remove what the step did not make, or name with --paths what is to be compared, as the link spells it.'
    },
    {
      code: 'PRODUCT_DIFFERS',
      lines: differ.map((path) => `Hashes differ: ${escapeUntrusted(path)}`),
      hint: 'Do not use these files: they are not what the step recorded.'
    },
    {
      code: 'PRODUCT_NONE',
      lines:
        compared > 0 ? [] : [`There is no file${onlyInProducts.length === 0 ? ' and no product' : ''} to compare.`],
      hint: 'Check the paths, --base-path and --exclude.'
    }
  ]
  return all.filter(({ lines }) => lines.length > 0)
}

function tell(answer: Answer, parsed: Arguments, console: Console): void {
  const { step, saidBy, keys, failures, found } = answer
  const { leftOut } = found
  const hidden = leftOut.size === 0 ? [] : [notCompared(leftOut, 'the products')]
  if (parsed.has('json')) {
    print(console, jsonText(answerJson(answer, hidden)))
    return
  }
  if (parsed.has('quiet')) return
  const wrong = wrongs(answer)
  for (const failure of failures) for (const line of failureLines(failure)) print(console, line)
  for (const line of wrong.flatMap(({ lines }) => lines)) print(console, line)
  const what = found.compared === 1 ? 'The file is the product' : `The ${found.compared} files are the products`
  if (matches(answer)) print(console, `${what} of step "${escapeUntrusted(step)}".`)
  else note(console, `No match with the products of step ${quoteUntrusted(step)}: ${codesOf(answer).join(', ')}.`)
  // What is wrong with the link came with its own.
  for (const { code, hint } of wrong) {
    if (wrong.length > 1) note(console, `${code}:`)
    for (const line of linesBelow({ code, hint }, 'terminal')) note(console, line)
  }
  for (const message of hidden) note(console, `warning FILES_EXCLUDED: ${message}`)
  if (keys.length === 0) note(console, 'warning: the signature of the link was not checked; give --verification-keys.')
  const who = { flag: undefined, 'file name': "the link's file name alone says", link: 'the link itself says' }[saidBy]
  if (who !== undefined)
    note(console, `warning: ${who} that it is of step ${quoteUntrusted(step)}; demand it with --step-name.`)
}

function answerJson(answer: Answer, hidden: readonly string[]): object {
  const { step, saidBy, keys, unsigned, failures, found } = answer
  const { leftOut, ...files } = found
  return {
    matches: matches(answer),
    codes: codesOf(answer),
    step,
    stepSaidBy: saidBy,
    ...files,
    excluded: Object.fromEntries(leftOut),
    warnings: hidden.map((message) => ({ code: 'FILES_EXCLUDED', message })),
    signatureChecked: keys.length > 0,
    signatureMissing: unsigned.map((key) => keyIdOf(key, 'current')),
    linkFailures: failures.map(({ code, message, hint }) => ({ code, message, hint }))
  }
}

function codesOf(answer: Answer): string[] {
  return [...new Set([...answer.failures, ...wrongs(answer)].map(({ code }) => code))]
}
