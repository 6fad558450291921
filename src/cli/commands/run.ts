// SPDX-License-Identifier: Apache-2.0
import { PASSPHRASE_VARIABLE } from '../../base/passphrase-variable.ts'
import { count } from '../../base/count.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { jsonObject, type JsonObject } from '../../intoto/json/json-value.ts'
import type { Link } from '../../intoto/link/link.ts'
import { Recorder } from '../../recording/record-artifacts.ts'
import { jsonText } from '../../reporting/json-text.ts'
import { byproductsOf, exitStatusOf, runCommand, type CommandResult } from '../../commands/run-command.ts'
import { homeIn } from '../../stages/directory-lines.ts'
import { installedOf } from '../../stages/intents/installed-changes.ts'
import { beginStep, endStep, type EndRequest, type RecordingSettings } from '../../stages/step-recording.ts'
import { demandReadable } from '../../stages/demand-readable.ts'
import { LAYOUT_PATH } from '../../stages/inputs/layout-inputs.ts'
import { checkStepName, writeLink } from '../../stages/write-link.ts'
import { usage, type Arguments } from '../arguments.ts'
import { basePath } from '../base-path.ts'
import { tellChangedSource } from '../changed-source.ts'
import { EXIT, type Command } from '../command.ts'
import { withCommandDirectory } from '../command-directory.ts'
import { note, quieted, type Console } from '../console.ts'
import { beginPackages, PACKAGE_FLAGS } from '../package-flags.ts'
import { Progress } from '../progress.ts'
import { checkPlaces, LAYOUT_FLAG, linksOutside, stepInIntents } from '../step-in-intents.ts'
import { secondsFlag } from '../seconds-flag.ts'
import {
  LINK_FORM_FLAGS,
  METADATA_DIRECTORY_FLAG,
  MODES_FLAG,
  linkSigner,
  metadataDirectory,
  RECORDING_FLAGS,
  recordingSettings,
  RUN_FLAGS,
  runBinding,
  SIGNING_FLAGS,
  STEP_NAME_FLAG,
  warnOfNothing,
  wrapperFormat
} from '../signing-flags.ts'

export const run: Command = {
  spec: {
    name: 'run',
    summary: 'run a command as a step and write its link',
    description:
      'Records materials, runs the command, records products, and writes <step>.<first 8 of keyid>.link.\n' +
      'A step in intents is recorded whole, as its layout says; -m and -p are refused then.\n' +
      "The exit status is the command's own. A command that fails leaves a link that says so; one that is\n" +
      'killed, or runs out of time, leaves none.',
    takesCommand: true,
    flags: [
      STEP_NAME_FLAG,
      LAYOUT_FLAG,
      { long: 'materials', short: 'm', takes: 'many', value: 'PATH', help: 'files and directories before the command' },
      { long: 'products', short: 'p', takes: 'many', value: 'PATH', help: 'files and directories after it' },
      ...PACKAGE_FLAGS,
      ...SIGNING_FLAGS,
      { long: 'unsigned', takes: 'nothing', help: 'write <step>.link without a signature' },
      { long: 'no-command', short: 'x', takes: 'nothing', help: 'record only, run nothing' },
      { long: 'record-streams', short: 's', takes: 'nothing', help: 'put what the command prints into the link too' },
      { long: 'run-timeout', takes: 'one', value: 'SECONDS', help: 'end the command after this time (default: never)' },
      METADATA_DIRECTORY_FLAG,
      ...RECORDING_FLAGS,
      MODES_FLAG,
      ...RUN_FLAGS,
      ...LINK_FORM_FLAGS,
      { long: 'json', takes: 'nothing', help: 'print what was written as JSON, to standard error' },
      { long: 'quiet', short: 'q', takes: 'nothing', help: 'print nothing of our own' }
    ],
    examples: ['in-toto-actions run -n build -m src package.json -p dist --signing-key ci.pem -- npm run build']
  },
  run: async (parsed, console) => {
    const name = parsed.required('step-name')
    checkStepName(name)
    const command = commandOf(parsed)
    const signing = linkSigner(parsed, console)
    if (signing === undefined && !parsed.has('unsigned')) {
      throw usage(
        '--signing-key is missing.',
        'Give a private key (make one with `in-toto-actions key generate`), or --unsigned for a link that proves nothing.'
      )
    }
    if (signing !== undefined && parsed.has('unsigned'))
      throw usage('--signing-key and --unsigned contradict each other.')
    const format = wrapperFormat(parsed)
    const timeoutMs = secondsFlag(parsed, 'run-timeout')
    const quiet = parsed.has('quiet')
    const own = quiet ? quieted(console) : console
    const halves = halvesOf(name, parsed, own)
    const directory = metadataDirectory(parsed, console, halves.links)
    if (halves.inIntents) await tellChangedSource(parsed.one('layout') ?? LAYOUT_PATH, undefined, own)
    const recorder = new Recorder()
    const progress = new Progress(console, quiet)
    try {
      const onProgress = (files: number): void => progress.show(`${name}: ${count(files, 'file')} recorded`)
      const { begun: recorded, end } = await halves.begin(recorder, onProgress)
      const base = basePath(parsed, console)
      // Before the command, which may put something else in the place of a directory.
      const begun = command === undefined ? recorded : withCommandDirectory(recorded, base, console.directory)
      progress.end()
      // A command may take hours, whose link nobody would read. Without one, the link is looked at soon enough.
      if (command !== undefined) demandReadable(begun)
      const result = command === undefined ? undefined : await execute(command, parsed, console, timeoutMs)
      if (result !== undefined && result.ended !== 'exited') {
        note(console, `error: ${describeEnd(result)} No link was written.`)
        return exitStatusOf(result)
      }
      const byproducts = result === undefined ? NO_BYPRODUCTS : byproductsOf(result)
      const link = await end(begun, { command: command ?? [], byproducts })
      progress.end()
      const path = writeLink({ link, directory, format, signing })
      report(console, parsed, link, path)
      return result === undefined ? EXIT.yes : exitStatusOf(result)
    } finally {
      progress.end()
      await recorder.close()
    }
  }
}

interface Halves {
  readonly inIntents: boolean
  /** Where links go unless a flag says it. */
  readonly links: string
  readonly begin: (
    recorder: Recorder,
    onProgress: (files: number) => void
  ) => Promise<{
    readonly begun: Link
    readonly end: (begun: Link, rest: Required<Pick<EndRequest, 'command' | 'byproducts'>>) => Promise<Link>
  }>
}

/** How the step is recorded: whole where a layout says so, else as flags say. */
function halvesOf(name: string, parsed: Arguments, console: Console): Halves {
  const planned = stepInIntents(name, parsed, console)
  const settings = recordingSettings(parsed, console)
  const base = settings.baseDirectory
  if (planned === undefined)
    return { inIntents: false, links: '.', begin: halvesByFlags(name, settings, parsed, console) }
  checkPlaces(parsed, console, base)
  return {
    inIntents: true,
    links: linksOutside(base),
    begin: async (recorder, onProgress) => {
      const { beginWholeStep, endWholeStep } = await import('../step-halves.ts')
      const whole = { step: name, planned, base, console, onProgress }
      const begun = await beginWholeStep(recorder, whole, runBinding(parsed))
      const installed = installedOf(begun, { workspace: base, home: homeIn(console.environment) })
      return { begun, end: (link, rest) => endWholeStep(recorder, link, { ...whole, installed }, rest) }
    }
  }
}

function halvesByFlags(
  name: string,
  settings: RecordingSettings,
  parsed: Arguments,
  console: Console
): Halves['begin'] {
  return async (recorder, onProgress) => {
    const withProgress = { ...settings, onProgress }
    const packages = await beginPackages(recorder, name, parsed, console, settings.baseDirectory)
    const begun = await beginStep(recorder, {
      name,
      materials: parsed.many('materials'),
      settings: withProgress,
      run: runBinding(parsed),
      directories: packages.begun
    })
    return {
      begun,
      end: async (link, rest) =>
        endStep(recorder, link, {
          products: parsed.many('products'),
          settings: withProgress,
          directories: await packages.end(),
          ...rest
        })
    }
  }
}

const NO_BYPRODUCTS: JsonObject = jsonObject({})

function commandOf(parsed: Arguments): readonly [string, ...string[]] | undefined {
  const [program, ...words] = parsed.command ?? []
  if (parsed.has('no-command')) {
    if (program !== undefined) throw usage('--no-command and a command contradict each other.')
    return undefined
  }
  if (program === undefined)
    throw usage('There is no command to run.', 'Write it after "--", or give --no-command to record only.')
  return [program, ...words]
}

async function execute(
  command: readonly [string, ...string[]],
  parsed: Arguments,
  console: Console,
  timeoutMs: number | undefined
): Promise<CommandResult> {
  const ownStreams = console.stdout === process.stdout
  return runCommand({
    command,
    directory: console.directory,
    environment: console.environment,
    withheld: [PASSPHRASE_VARIABLE],
    streams: parsed.has('record-streams') ? 'record' : 'pass',
    timeoutMs,
    ...(ownStreams ? {} : { stdout: console.stdout, stderr: console.stderr })
  })
}

function describeEnd(result: Exclude<CommandResult, { ended: 'exited' }>): string {
  return result.ended === 'killed'
    ? `The command was killed by ${result.signal}.`
    : 'The command ran out of time and was ended.'
}

/** Standard output belongs to the command; what we say goes to standard error. */
function report(console: Console, parsed: Arguments, link: Link, path: string): void {
  if (parsed.has('json')) {
    note(console, jsonText({ link: path, materials: link.materials.size, products: link.products.size }, 0))
  } else if (!parsed.has('quiet')) {
    note(
      console,
      `${escapeUntrusted(path)}: ${count(link.materials.size, 'material')}, ${count(link.products.size, 'product')}`
    )
  }
  // Also of whoever is quiet: such a link is worth nothing.
  warnOfNothing(link, console)
}
