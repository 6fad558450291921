// SPDX-License-Identifier: Apache-2.0
import { count } from '../../base/count.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { SigningIdentity } from '../../intoto/envelope/sign-metadata.ts'
import { Recorder } from '../../recording/record-artifacts.ts'
import { beginStep, endStep, type StepSettings } from '../../stages/step-recording.ts'
import type { PlannedStep } from '../../stages/taken-products.ts'
import type { Link } from '../../intoto/link/link.ts'
import { saysScratch } from '../../intoto/link/recording-notes.ts'
import { asBegunValue, type BegunValue } from '../../intoto/link/begun.ts'
import { jsonText } from '../../reporting/json-text.ts'
import { readBegun, removeBegun, writeBegun } from '../../stages/unfinished-link.ts'
import { LAYOUT_PATH } from '../../stages/inputs/layout-inputs.ts'
import { checkStepName, writeLink } from '../../stages/write-link.ts'
import { usage, type Arguments, type FlagSpec } from '../arguments.ts'
import { tellChangedSource } from '../changed-source.ts'
import { EXIT, type Command } from '../command.ts'
import { note, print, quieted, type Console } from '../console.ts'
import { Progress } from '../progress.ts'
import { beginWholeStep, endWholeStep, type WholeHalves } from '../step-halves.ts'
import { checkPlaces, LAYOUT_FLAG, linksOutside, stepInIntents } from '../step-in-intents.ts'
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

const COMMON_FLAGS: readonly FlagSpec[] = [
  STEP_NAME_FLAG,
  LAYOUT_FLAG,
  ...SIGNING_FLAGS,
  METADATA_DIRECTORY_FLAG,
  ...RECORDING_FLAGS,
  MODES_FLAG,
  ...LINK_FORM_FLAGS,
  { long: 'json', takes: 'nothing', help: 'print what was written as JSON' },
  { long: 'quiet', short: 'q', takes: 'nothing', help: 'print no notes; `record start` prints its value still' }
]

interface Place {
  readonly name: string
  readonly directory: string
  readonly signing: SigningIdentity
  /** For a step in intents. */
  readonly planned: PlannedStep | undefined
}

export const recordStart: Command = {
  spec: {
    name: 'record start',
    summary: 'begin a step of several commands',
    description:
      'Records materials and keeps them, signed, in .<step>.<first 8 of keyid>.<value>.link-unfinished until\n' +
      '`record stop`. Prints the value, a new one each time: take it with BEGUN=$(in-toto-actions record start …), and\n' +
      'give it to `record stop --begun`. The file is a DSSE envelope whatever --format says, of a type of its own that\n' +
      'no verification takes for a link. Directories of packages are recorded by `run` alone (--installs, --dependencies).',
    flags: [
      {
        long: 'materials',
        short: 'm',
        takes: 'many',
        value: 'PATH',
        help: 'files and directories before the commands'
      },
      ...COMMON_FLAGS,
      ...RUN_FLAGS
    ],
    examples: ['in-toto-actions record start -n build -m src --signing-key ci.pem']
  },
  run: async (parsed, console) => {
    const place = placeOf(parsed, console)
    // A beginning has one form. The flag is for the other half, and is refused here when that would refuse it.
    wrapperFormat(parsed)
    if (place.planned !== undefined)
      await tellChangedSource(parsed.one('layout') ?? LAYOUT_PATH, undefined, notesOf(parsed, console))
    const recorder = new Recorder()
    const progress = new Progress(console, parsed.has('quiet'))
    try {
      const settings = settingsWith(progress, place, parsed, console)
      const whole = wholeHalves(place, settings, notesOf(parsed, console))
      const run = runBinding(parsed)
      const link =
        whole === undefined
          ? await beginStep(recorder, { name: place.name, materials: parsed.many('materials'), settings, run })
          : await beginWholeStep(recorder, whole, run)
      progress.end()
      const { value, path } = writeBegun(place, link)
      if (parsed.has('json')) {
        print(console, jsonText({ begun: value, file: path, materials: link.materials.size }))
      } else {
        // Whoever is quiet still needs what ends this beginning.
        print(console, value)
        say(console, parsed, `${escapeUntrusted(path)}: ${count(link.materials.size, 'material')}`)
      }
      return EXIT.yes
    } finally {
      progress.end()
      await recorder.close()
    }
  }
}

export const recordStop: Command = {
  spec: {
    name: 'record stop',
    summary: 'end that step and write its link',
    description:
      'Checks that the unfinished recording is signed by the same key for the same step, records products and writes\n' +
      'the link. With --begun it must be the beginning of that value. Without it, the only one of this step and key that\n' +
      'lies there is taken, which may be an older one that somebody put there.',
    flags: [
      { long: 'begun', takes: 'one', value: 'VALUE', help: 'the value that `record start` printed' },
      { long: 'products', short: 'p', takes: 'many', value: 'PATH', help: 'files and directories after the commands' },
      ...COMMON_FLAGS,
      { long: 'run-id', takes: 'one', value: 'ID', help: 'the run that the beginning must be of' },
      { long: 'commit', takes: 'one', value: 'SHA', help: 'the commit that its run must build' }
    ],
    examples: ['in-toto-actions record stop -n build --begun "$BEGUN" -p dist --signing-key ci.pem']
  },
  run: async (parsed, console) => {
    const place = placeOf(parsed, console)
    const format = wrapperFormat(parsed)
    const value = begunFlag(parsed)
    const begun = await readBegun(place, { value, run: runBinding(parsed) })
    if (value === undefined)
      say(
        console,
        parsed,
        `Ends the only recording of step ${quoteUntrusted(place.name)} that lies here: ${begun.value}. Nothing shows that it is the one that you started; --begun VALUE does.`
      )
    demandSame(begun.link, place)
    const recorder = new Recorder()
    const progress = new Progress(console, parsed.has('quiet'))
    try {
      const settings = settingsWith(progress, place, parsed, console)
      const whole = wholeHalves(place, settings, notesOf(parsed, console))
      const link =
        whole === undefined
          ? await endStep(recorder, begun.link, { products: parsed.many('products'), settings })
          : await endWholeStep(recorder, begun.link, whole, {})
      progress.end()
      const path = writeLink({ ...place, link, format })
      removeBegun(begun)
      const [materials, products] = [link.materials.size, link.products.size]
      if (parsed.has('json')) print(console, jsonText({ begun: begun.value, link: path, materials, products }))
      else
        say(console, parsed, `${escapeUntrusted(path)}: ${count(materials, 'material')}, ${count(products, 'product')}`)
      warnOfNothing(link, console)
      return EXIT.yes
    } finally {
      progress.end()
      await recorder.close()
    }
  }
}

function placeOf(parsed: Arguments, console: Console): Place {
  const name = parsed.required('step-name')
  checkStepName(name)
  const signing = linkSigner(parsed, console)
  if (signing === undefined)
    throw usage('--signing-key is missing.', 'A recording in two halves needs the same key for both.')
  const planned = stepInIntents(name, parsed, notesOf(parsed, console))
  const base = recordingSettings(parsed, console).baseDirectory
  if (planned !== undefined) checkPlaces(parsed, console, base)
  const directory = metadataDirectory(parsed, console, planned === undefined ? '.' : linksOutside(base))
  return { name, directory, signing, planned }
}

function wholeHalves({ name, planned }: Place, settings: StepSettings, own: Console): WholeHalves | undefined {
  const { baseDirectory: base, onProgress = () => undefined } = settings
  return planned && { step: name, planned, base, console: own, onProgress }
}

/** Both halves are recorded in one way. @throws USAGE */
function demandSame({ name, environment }: Link, { planned }: Place): void {
  if (saysScratch(environment) === (planned !== undefined)) return
  throw usage(
    planned === undefined
      ? `Step ${quoteUntrusted(name)} was begun whole, as a layout in intents says, and no such layout is at hand.`
      : `Step ${quoteUntrusted(name)} was begun as flags say, and the layout (${planned.from}) says what is recorded of it.`,
    'Give `record start` and `record stop` the same --layout.'
  )
}

/** @throws USAGE */
function begunFlag(parsed: Arguments): BegunValue | undefined {
  const text = parsed.one('begun')
  if (text === undefined) return undefined
  const value = asBegunValue(text.trim())
  if (value !== undefined) return value
  throw usage(
    `--begun takes 32 hexadecimal digits, not ${quoteUntrusted(text, 80)}.`,
    'Give the value that `record start` printed: BEGUN=$(in-toto-actions record start …), then --begun "$BEGUN".'
  )
}

function settingsWith(progress: Progress, { name }: Place, parsed: Arguments, console: Console): StepSettings {
  return {
    ...recordingSettings(parsed, console),
    onProgress: (files) => progress.show(`${name}: ${count(files, 'file')} recorded`)
  }
}

function notesOf(parsed: Arguments, console: Console): Console {
  return parsed.has('quiet') ? quieted(console) : console
}

function say(console: Console, parsed: Arguments, text: string): void {
  if (!parsed.has('quiet')) note(console, text)
}
