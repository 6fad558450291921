// SPDX-License-Identifier: Apache-2.0
import { recordAsReference, recordForInspection } from '../../recording/record-directory.ts'
import { PASSPHRASE_VARIABLE } from '../../base/passphrase-variable.ts'
import { CommandInspectionRunner } from '../../commands/command-inspection-runner.ts'
import { inspectionProgram } from '../../commands/inspection-program.ts'
import { DirectoryLinkStore } from '../../gate/directory-link-store.ts'
import { writeJson } from '../../intoto/json/write-json.ts'
import type { LayoutFile } from '../../intoto/layout/layout-file.ts'
import { encodeLink } from '../../intoto/link/encode-link.ts'
import { LIMITS } from '../../base/limits.ts'
import type { InspectionRunner, Verification } from '../../intoto/verification/verification.ts'
import { verifySupplyChain } from '../../intoto/verification/verify-supply-chain.ts'
import { Recorder } from '../../recording/record-artifacts.ts'
import { FORMAT_NAMES, type FormatName } from '../../reporting/format-names.ts'
import { REPORT_FORMATS } from '../../reporting/formats.ts'
import { withPlaces } from '../../reporting/layout-line.ts'
import { readableLayout } from '../../reporting/readable-layout.ts'
import { reportOf, reportOfError } from '../../reporting/report-of.ts'
import { chainOf, type ChainStep, type Report } from '../../reporting/report.ts'
import { writeFileAtomically } from '../../files/write-file-atomically.ts'
import { parseArguments, usage, type Arguments, type CommandSpec } from '../arguments.ts'
import { BATCH_FLAGS } from '../batch/batch-flags.ts'
import { LastLayout } from '../batch/last-layout.ts'
import { EXIT, type Command } from '../command.ts'
import { EXPECTATION_FLAGS } from '../expectation-flags.ts'
import { pathFrom, type Console } from '../console.ts'
import { tellChangedSource } from '../changed-source.ts'
import { COMPARISON_FLAGS, comparisonSettings } from '../comparison-flags.ts'
import { withFilesAtHand } from '../files-at-hand.ts'
import { layoutPlaceOf, tellOtherSource } from '../layout-place.ts'
import { withLayoutFlag, withOtherPlace } from '../missing-links.ts'
import { Progress } from '../progress.ts'
import { IDENTITY_FLAGS, keylessVerifier } from '../keyless-flags.ts'
import { linkDirectory, parametersFrom, verifyFlags } from '../verify-flags.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'
import { sizePoolByCores } from '../../signing/verify-signature.ts'

const VERIFY_SPEC: CommandSpec = {
  name: 'verify',
  summary: 'verify a supply chain against a layout',
  description:
    'Exit status 0: it verifies. 1: it does not, with every reason. 2: could not tell.\n' +
    'Links of any run of the pipeline verify, unless you say which one you mean: its --repository, --ref, --workflow, --event\n' +
    'or --run-id, and its --commit. A link that omits one of these fails. With --source, the files of the commit are computed\n' +
    'from a clone that you trust, and held against what the links claim; without it, the claims are not checked against a repository.\n' +
    'Links made with `run` or `record` name no repository or ref; only the stages do. For those links use --commit and --run-id,\n' +
    'and leave out --repository and --ref. They name source, and --source goes with them, where the step is in intents.\n' +
    '--batch reads one JSON object a line, {"id": …, "args": ["-l", "root.layout", …]} with the arguments of verify, and\n' +
    'writes one line {"id","exit","verdict","failures"} for each; its own exit status is 0 when all lines were answered.',
  flags: [
    { long: 'layout', short: 'l', takes: 'one', value: 'FILE', help: 'the signed layout' },
    {
      long: 'verification-keys',
      takes: 'many',
      value: 'FILE',
      help: 'public keys (PEM); each must have signed the layout'
    },
    ...IDENTITY_FLAGS,
    {
      long: 'layout-digest',
      takes: 'one',
      value: 'HEX',
      help: 'SHA-256 that the layout must have, with or without sha256: before it; keeps older signed layouts out'
    },
    { long: 'link-dir', takes: 'one', value: 'DIR', help: 'where the links are (default: here)' },
    ...EXPECTATION_FLAGS,
    {
      long: 'other-steps',
      takes: 'many',
      value: 'NAME',
      help: 'steps, by name or pattern, that may have links without standing in the layout (default: none)'
    },
    {
      long: 'products',
      short: 'p',
      takes: 'many',
      value: 'PATH',
      help: 'files that must be final products, byte for byte'
    },
    ...COMPARISON_FLAGS,
    { long: 'parameters', takes: 'one', value: 'FILE', help: 'JSON object of values for {placeholders} in the layout' },
    {
      long: 'allow-inspections',
      takes: 'nothing',
      help: "run the commands of the layout's inspections in this directory"
    },
    {
      long: 'inspection-timeout',
      takes: 'one',
      value: 'SECONDS',
      help: `end an inspection after this time (default: ${LIMITS.inspectionMs / 1000}; 10 with --compat reference)`
    },
    {
      long: 'sublayout-inspections',
      takes: 'nothing',
      help: 'run those of layouts in the place of links, too, whose commands functionaries chose'
    },
    {
      long: 'compat',
      takes: 'one',
      value: 'strict|reference',
      help: 'reference: only the checks of in-toto-python, inspections included (default: strict)'
    },
    { long: 'at', takes: 'one', value: 'TIME', help: 'verify as of YYYY-MM-DDTHH:MM:SSZ instead of now' },
    { long: 'summary', takes: 'one', value: 'FILE', help: 'write the summary link' },
    ...BATCH_FLAGS,
    {
      long: 'format',
      takes: 'one',
      value: FORMAT_NAMES.join('|'),
      help: `how the verdict is printed (default: text): ${FORMAT_NAMES.map((name) => `${name} for ${REPORT_FORMATS[name].audience}`).join(', ')}`
    },
    { long: 'json', takes: 'nothing', help: 'print the verdict as JSON; the same as --format json' },
    { long: 'quiet', short: 'q', takes: 'nothing', help: 'print nothing; the exit status tells' }
  ],
  examples: [
    'in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links',
    'in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links -p app-1.0.0.tgz',
    'in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links --repository octo-org/app --ref refs/tags/v1.0.0 --commit "$(git rev-parse v1.0.0^{commit})" --source .'
  ]
}

export const verify: Command = {
  spec: VERIFY_SPEC,
  run: async (parsed, console) => {
    if (parsed.has('batch')) {
      refuseBesideBatch(parsed)
      return (await import('./verify-batch.ts')).verifyOfBatch.run(parsed, console)
    }
    sizePoolByCores()
    if (parsed.has('batch-timeout')) throw usage('--batch-timeout is for the lines of --batch, which is missing.')
    const format = formatOf(parsed)
    const say = async (report: Report): Promise<void> => {
      const { render } = REPORT_FORMATS[format]
      if (format === 'text' && parsed.has('quiet')) return
      const layout = parsed.one('layout') ?? 'root.layout'
      const place = await layoutPlaceOf(report, layout, console)
      console.stdout.write(render(withPlaces(report, place), { colour: colourOf(console), place }))
      if (format === 'text' && !tellOtherSource(report, place, layout, console))
        await tellChangedSource(layout, parsed.one('repository'), console)
    }
    try {
      const { verification, layout } = await verifyFrom(parsed, console, new LastLayout())
      await say(reportOf(verification, chainOfFile(layout)))
      return verification.outcome === 'passed' ? EXIT.yes : EXIT.no
    } catch (error) {
      // As text it goes to standard error, and with --json the program itself prints it, whatever the command.
      if (format !== 'text' && !parsed.has('json')) await say(reportOfError(error))
      throw error
    }
  }
}

const OF_PRINTING: readonly string[] = ['format', 'json', 'quiet']

/** Somebody who says what all lines must be would believe that they are. @throws USAGE */
function refuseBesideBatch(parsed: Arguments): void {
  const other = VERIFY_SPEC.flags.find((flag) => !BATCH_FLAGS.includes(flag) && parsed.has(flag.long))
  if (other === undefined) return
  throw OF_PRINTING.includes(other.long)
    ? usage(`--batch takes no --${other.long}: it answers each line in one way.`)
    : usage(`--batch takes no --${other.long}: each line has its own arguments. Write --${other.long} into the lines.`)
}

/** One line of a batch. @throws USAGE and what `verifyFrom` throws */
export async function verifyLine(
  words: readonly string[],
  console: Console,
  layouts: LastLayout
): Promise<Verification> {
  const parsed = parseArguments(VERIFY_SPEC, words)
  if (parsed.has('batch') || parsed.has('help')) throw usage('A line of a batch takes neither --batch nor --help.')
  return (await verifyFrom(parsed, console, layouts)).verification
}

/** The steps for the graph. A layout that cannot be read has none. */
function chainOfFile(file: LayoutFile): readonly ChainStep[] {
  const layout = readableLayout(file)
  return layout === undefined ? [] : chainOf(layout)
}

/** `--json` is an older name of one format. @throws USAGE */
function formatOf(parsed: Arguments): FormatName {
  const format = parsed.choice('format', FORMAT_NAMES)
  if (!parsed.has('json')) return format
  if (parsed.has('format') && format !== 'json') throw usage(`--json and --format ${format} contradict each other.`)
  return 'json'
}

/** A verification, and the layout that it was made by. */
interface Verified {
  readonly verification: Verification
  readonly layout: LayoutFile
}

/** Verifies as the flags of `verify` say. @throws USAGE and whatever reading the layout, keys and parameters throws */
async function verifyFrom(parsed: Arguments, console: Console, layouts: LastLayout): Promise<Verified> {
  const flags = verifyFlags(parsed, console)
  const { at, time, layoutSource, layoutPath, inspectionTimeoutMs, ...demands } = flags
  const layout = layouts.read(layoutPath, layoutSource)
  const keyless = await keylessVerifier(layout, parsed, console)
  const recorder = new Recorder()
  const progress = new Progress(console, parsed.has('quiet'))
  const directory = linkDirectory(parsed, console)
  const links = new DirectoryLinkStore(directory)
  const keyPaths = parsed.many('verification-keys').map((path) => pathFrom(console, path))
  const given = (): string[] => [layoutPath, ...keyPaths, ...links.filesRead]
  try {
    const verified = await verifySupplyChain({
      ports: NODE_PORTS,
      layout,
      layoutSource,
      ...demands,
      keyless,
      links,
      now: time,
      parameters: parametersFrom(parsed, console),
      inspections: inspectionRunner(parsed, console, recorder, { given, timeoutMs: inspectionTimeoutMs }),
      inspectionsOf: parsed.has('sublayout-inspections') ? 'all' : 'root',
      onProgress: (done, all) => progress.show(`verifying step ${done + 1} of ${all}`)
    })
    progress.end()
    const verification = withLayoutFlag(withOtherPlace(verified, directory, console))
    const complete = parsed.has('products')
      ? await withFilesAtHand(verification, recorder, {
          ...comparisonSettings(parsed, console),
          paths: parsed.many('products')
        })
      : verification
    const summary = parsed.one('summary')
    if (summary !== undefined && complete.outcome === 'passed') {
      writeFileAtomically(pathFrom(console, summary), `${writeJson(encodeLink(complete.summary))}\n`)
    }
    if (at === undefined) return { verification: complete, layout }
    const message = `Verified as of ${at}, not as of now: expiry dates are compared with that time.`
    const warnings = [...complete.warnings, { code: 'VERIFIED_AT_OTHER_TIME', message } as const]
    return { verification: { ...complete, warnings }, layout }
  } finally {
    progress.end()
    await recorder.close()
  }
}

const REFERENCE_INSPECTION_TIMEOUT_MS = 10_000

/** @param how the paths of the files that this verification was given, and the time for one inspection in milliseconds */
function inspectionRunner(
  parsed: Arguments,
  console: Console,
  recorder: Recorder,
  { given, timeoutMs }: { readonly given: () => readonly string[]; readonly timeoutMs: number | undefined }
): InspectionRunner | undefined {
  const reference = parsed.choice('compat', ['strict', 'reference']) === 'reference'
  if (!reference && !parsed.has('allow-inspections')) {
    if (parsed.has('sublayout-inspections')) throw usage('--sublayout-inspections goes with --allow-inspections.')
    return undefined
  }
  return new CommandInspectionRunner({
    directory: console.directory,
    record: (directory) =>
      reference ? recordAsReference(recorder, directory) : recordForInspection(recorder, directory, given()),
    runProgram: inspectionProgram({
      environment: console.environment,
      withheld: [PASSPHRASE_VARIABLE],
      timeoutMs: timeoutMs ?? (reference ? REFERENCE_INSPECTION_TIMEOUT_MS : LIMITS.inspectionMs),
      leaveNothing: true
    }),
    keepLinks: reference ? writeFileAtomically : undefined
  })
}

function colourOf({ stdout, environment }: Console): 'ansi' | 'plain' {
  return stdout.isTTY === true && (environment['NO_COLOR'] ?? '') === '' ? 'ansi' : 'plain'
}
