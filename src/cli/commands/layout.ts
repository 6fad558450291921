// SPDX-License-Identifier: Apache-2.0
import { dirname, resolve } from 'node:path'
import { LayoutsError } from '../../layouts/codes.ts'
import { count } from '../../base/count.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { linesBelow } from '../../base/news-lines.ts'
import { signMetadata, type SigningIdentity } from '../../intoto/envelope/sign-metadata.ts'
import { WRAPPER_NAMES, WRAPPERS } from '../../intoto/envelope/wrappers.ts'
import { encodeLayout } from '../../intoto/layout/encode-layout.ts'
import { intentsOf } from '../../intoto/intents/intents-of-layout.ts'
import type { Layout } from '../../intoto/layout/layout.ts'
import { formatUtcSeconds } from '../../intoto/layout/expiry.ts'
import { LayoutFile } from '../../intoto/layout/layout-file.ts'
import type { Failure } from '../../intoto/verification/failure.ts'
import { layoutRefusals } from '../../intoto/verification/layout-refusals.ts'
import { failureLines } from '../../reporting/verdict-text.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'
import { LIMITS } from '../../base/limits.ts'
import { buildLayout, type BuiltLayout } from '../../layouts/build-layout.ts'
import type { CompiledStep } from '../../layouts/compile/compile-intents.ts'
import { explainedRules } from '../../layouts/compile/explained-rules.ts'
import { passedWarning, selfTestLines, testedLayout } from '../../layouts/self-test/tested-layout.ts'
import type { SelfTest } from '../../layouts/self-test/test-layout.ts'
import { demandReadable } from '../../layouts/read-back.ts'
import { LayoutSourceError, type LayoutWarning } from '../../layouts/problem.ts'
import { jsonText } from '../../reporting/json-text.ts'
import { readPublicKeyFile } from '../../signing/key-files.ts'
import { writeFileAtomically } from '../../files/write-file-atomically.ts'
import { parseArguments, usage, type Arguments, type CommandSpec, type FlagSpec } from '../arguments.ts'
import { basePath } from '../base-path.ts'
import { EXIT, type Command } from '../command.ts'
import { refuseBelowSource } from '../layout-above.ts'
import { note, pathFrom, print, type Console } from '../console.ts'
import { readFile } from '../../files/read-file.ts'
import { submodulesAround } from '../submodules-around.ts'
import {
  FORMAT_FLAG,
  keyIdForms,
  LAYOUT_KEYID_FLAG,
  LAYOUT_SIGNING_FLAGS,
  signers,
  wrapperFormat
} from '../signing-flags.ts'
import { shortKeyIds } from '../../reporting/short-key-ids.ts'

const SOURCE = '.in-toto/layout.yml'
const SIGNED = '.in-toto/root.layout'

const FLAGS: readonly FlagSpec[] = [
  {
    long: 'output',
    short: 'o',
    takes: 'one',
    value: 'FILE',
    help: `where the layout goes (default: ${SIGNED} for ${SOURCE}, otherwise root.layout beside the source)`
  },
  ...LAYOUT_SIGNING_FLAGS,
  { long: 'base-path', takes: 'one', value: 'DIR', help: 'what paths of keys are relative to (default: here)' },
  {
    long: 'repository',
    takes: 'one',
    value: 'OWNER/NAME',
    help: 'whose workflows the functionaries are that name no repository (default: the one of the workflow that runs)'
  },
  FORMAT_FLAG,
  LAYOUT_KEYID_FLAG,
  { long: 'json', takes: 'nothing', help: 'print result, warnings and problems as JSON' },
  { long: 'quiet', short: 'q', takes: 'nothing', help: 'print no warnings' }
]

const DESCRIPTION =
  'The source names functionaries and says what each step takes, adds and changes (docs/intents.md), or which rules its\n' +
  'files must pass (docs/layout-yml.md). A mistake in it is shown with line, column and remedy. Key ids of functionaries have the form that --keyid names (current with both).\n' +
  '`layout sign` also takes a layout that was built already, and signs it again.'

const EXPLAIN: FlagSpec = {
  long: 'explain',
  takes: 'nothing',
  help: 'print the rules that intents become, each beside what it comes from'
}

function specOf(name: string, summary: string, example: string, flags = FLAGS): CommandSpec {
  return {
    name,
    summary,
    description: DESCRIPTION,
    flags,
    operands: { name: 'SOURCE', least: 0, most: 1 },
    examples: [example]
  }
}

export const layoutBuild: Command = {
  spec: specOf(
    'layout build',
    'make a layout from .in-toto/layout.yml',
    `in-toto-actions layout build ${SOURCE} -o root.layout`,
    [...FLAGS, EXPLAIN]
  ),
  run: async (parsed, console) => write(parsed, console, signers(parsed.many('signing-key'), parsed, console))
}

export const layoutSign: Command = {
  spec: specOf(
    'layout sign',
    'make a layout from .in-toto/layout.yml and sign it',
    'in-toto-actions layout sign --signing-key owner'
  ),
  run: async (parsed, console) => {
    const identities = signers(parsed.many('signing-key'), parsed, console)
    if (identities.length === 0)
      throw usage('--signing-key is missing.', 'Give the private key of an owner of the layout.')
    const [source] = parsed.operands
    if (source !== undefined && isMetadata(pathFrom(console, source))) return signAgain(source, parsed, console)
    return write(parsed, console, identities)
  }
}

/** True for a layout that was built already: an envelope in JSON, which no layout source looks like. */
function isMetadata(path: string): boolean {
  const start = Buffer.from(readFile(path, LIMITS.layoutBytes).subarray(0, 200)).toString('latin1')
  const first = /^\s*\{\s*"(\w+)"\s*:/.exec(start)?.[1]
  return first !== undefined && WRAPPER_NAMES.some((name) => WRAPPERS[name].members.includes(first))
}

/** Signs a layout that was built already, as `sign` does, unless no verification would pass with it. */
async function signAgain(source: string, parsed: Arguments, console: Console): Promise<number> {
  const file = new LayoutFile(readFile(pathFrom(console, source), LIMITS.layoutBytes), source, NODE_PORTS.bytes)
  if (file.metadata().kind === 'layout') {
    const refusals = layoutRefusals(file.parsed(), source, console.now())
    if (refusals.length > 0) return refuse(refusals, parsed, console)
    const { layout } = file.parsed()
    const intents = intentsOf(layout)
    const lines = intents === undefined ? [] : selfTestLines(testedLayout(layout, intents))
    if (!parsed.has('quiet') && !parsed.has('json')) for (const line of lines) print(console, line)
  }
  const { sign } = await import('./sign.ts')
  const passed = ['output', 'password', 'format', 'keyid'].flatMap((flag) => {
    const value = parsed.one(flag)
    return value === undefined ? [] : [`--${flag}=${value}`]
  })
  const quiet = parsed.has('quiet') ? ['--quiet'] : []
  const keys = parsed.many('signing-key').flatMap((key) => [`--signing-key=${key}`])
  return sign.run(parseArguments(sign.spec, [`--file=${source}`, ...keys, ...passed, ...quiet]), console)
}

function write(parsed: Arguments, console: Console, identities: readonly SigningIdentity[]): number {
  if (parsed.operands.length === 0) refuseBelowSource(SOURCE, console.directory)
  const source = parsed.operands[0] ?? SOURCE
  const output = parsed.one('output') ?? (parsed.operands.length === 0 ? SIGNED : `${dirname(source)}/root.layout`)
  const base = basePath(parsed, console)
  const [keyIdForm = 'current'] = keyIdForms(parsed)
  const text = decode(readFile(pathFrom(console, source), LIMITS.layoutBytes), source)
  try {
    const { layout, intents, warnings } = buildLayout({
      text,
      source,
      readKey: (path) => readPublicKeyFile(resolve(base, path)),
      repository: parsed.one('repository') ?? console.environment['GITHUB_REPOSITORY'],
      now: console.now(),
      keyIdForm,
      submodules: submodulesAround(pathFrom(console, source))
    })
    const refusals = layoutRefusals({ layout, unknownMembers: [], keyIdMismatches: [] }, source, console.now())
    if (refusals.length > 0) return refuse(refusals, parsed, console)
    const isSigned = identities.length > 0
    const bytes = signMetadata({ payload: encodeLayout(layout), format: wrapperFormat(parsed), signers: identities })
    demandReadable({ bytes, source, intents, port: NODE_PORTS.bytes })
    const selfTest =
      isSigned && intents !== undefined ? testedLayout(layout, intents.intents, intents.compiled) : undefined
    writeFileAtomically(pathFrom(console, output), bytes)
    tell({ layout, intents, warnings, source, output, identities, selfTest }, parsed, console)
    return EXIT.yes
  } catch (error) {
    if (!(error instanceof LayoutSourceError)) throw error
    if (parsed.has('json')) print(console, jsonText({ problems: error.problems }))
    else for (const line of problemLines(source, error)) note(console, line)
    return EXIT.no
  }
}

interface Written extends BuiltLayout {
  readonly source: string
  readonly output: string
  readonly identities: readonly SigningIdentity[]
  readonly selfTest: SelfTest | undefined
}

/** Tells what was written, and where it is asked for, what became of intents. */
function tell(written: Written, parsed: Arguments, console: Console): void {
  const { layout, intents, warnings, source, output, identities, selfTest } = written
  const keyIds = identities.map(({ keyId }) => keyId)
  const explained = parsed.has('explain') ? (intents?.compiled ?? new Map<string, CompiledStep>()) : undefined
  if (parsed.has('json')) {
    const lost = intents === undefined ? {} : { lost: intents.lost }
    const rules = explained === undefined ? {} : { rules: Object.fromEntries(explained) }
    print(
      console,
      jsonText({
        layout: output,
        signatures: keyIds,
        warnings,
        ...lost,
        ...rules,
        ...(selfTest === undefined ? {} : { proof: selfTest })
      })
    )
    return
  }
  if (!parsed.has('quiet')) {
    const told = [
      ...warningLines(source, warnings),
      ...lostLines(intents?.lost ?? []),
      ...passedLines(selfTest, layout)
    ]
    for (const line of told) note(console, line)
    const signed = keyIds.length === 0 ? 'not signed yet' : `signed by ${shortKeyIds(keyIds)}`
    const steps = count(layout.steps.length, 'step')
    print(console, `${escapeUntrusted(output)}: ${steps}, expires ${formatUtcSeconds(layout.expires)}, ${signed}`)
    for (const line of selfTest === undefined ? [] : selfTestLines(selfTest)) print(console, line)
  }
  if (explained !== undefined) explain(explained, console)
}

function explain(compiled: ReadonlyMap<string, CompiledStep>, console: Console): void {
  if (compiled.size === 0)
    return note(console, 'The layout has no step in intents, so its rules are those of the source.')
  for (const line of explainedRules(compiled)) print(console, line)
}

/** Says why verification would refuse a layout, which is neither written nor signed. */
function refuse(refusals: readonly Failure[], parsed: Arguments, console: Console): number {
  if (parsed.has('json')) print(console, jsonText({ failures: refusals }))
  else for (const line of refusals.flatMap((failure) => failureLines(failure))) note(console, line)
  return EXIT.no
}

/** A byte that is not UTF-8 would otherwise become another character within a rule. @throws YAML_SYNTAX */
function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const details = { at: escapeUntrusted(source), cause, hint: 'Save the file as UTF-8.' }
    throw new LayoutsError('YAML_SYNTAX', 'The layout source is not UTF-8.', details)
  }
}

function problemLines(source: string, { problems }: LayoutSourceError): string[] {
  return problems.flatMap(({ code, line, column, message, hint, excerpt }) => [
    `${escapeUntrusted(source)}:${line}:${column}: error: ${message}`,
    ...excerpt.map((text) => `    ${text}`),
    ...linesBelow({ code, hint }, 'terminal')
  ])
}

/** What `elsewhere: rules-only` leaves out, which whoever verifies would believe in otherwise. */
function lostLines(lost: readonly string[]): string[] {
  if (lost.length === 0) return []
  return ['The layout carries rules alone. Nobody checks that', ...lost.map((text) => `  - ${text}`)]
}

/** What wrong runs that pass mean for whoever verifies with rules alone. */
function passedLines(selfTest: SelfTest | undefined, layout: Layout): string[] {
  const warning = selfTest === undefined ? undefined : passedWarning(selfTest, layout)
  if (warning === undefined) return []
  const hint =
    'Leave out `elsewhere`, so that the layout carries the check, unless whoever verifies has no in-toto-actions.'
  return [`warning: ${warning}`, ...linesBelow({ hint }, 'terminal')]
}

function warningLines(source: string, warnings: readonly LayoutWarning[]): string[] {
  return warnings.flatMap(({ line, column, message, hint }) => [
    `${escapeUntrusted(source)}:${line}:${column}: warning: ${message}`,
    ...linesBelow({ hint }, 'terminal')
  ])
}
