// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { SigningIdentity } from '../../intoto/envelope/sign-metadata.ts'
import { Recorder } from '../../recording/record-artifacts.ts'
import { beginStep, endStep, type StepSettings } from '../../stages/step-recording.ts'
import { readUnfinishedLink, removeUnfinishedLink } from '../../stages/unfinished-link.ts'
import { checkStepName, writeLink } from '../../stages/write-link.ts'
import { usage, type Arguments, type FlagSpec } from '../arguments.ts'
import { EXIT, type Command } from '../command.ts'
import { note, type Console } from '../console.ts'
import { Progress } from '../progress.ts'
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
  ...SIGNING_FLAGS,
  METADATA_DIRECTORY_FLAG,
  ...RECORDING_FLAGS,
  MODES_FLAG,
  ...LINK_FORM_FLAGS,
  { long: 'quiet', short: 'q', takes: 'nothing', help: 'print nothing' }
]

interface Place {
  readonly name: string
  readonly directory: string
  readonly signing: SigningIdentity
}

export const recordStart: Command = {
  spec: {
    name: 'record start',
    summary: 'begin a step of several commands',
    description:
      'Records materials and keeps them, signed, in .<step>.<first 8 of keyid>.link-unfinished until `record stop`.',
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
    const recorder = new Recorder()
    const progress = new Progress(console, parsed.has('quiet'))
    try {
      const link = await beginStep(recorder, {
        name: place.name,
        materials: parsed.many('materials'),
        settings: settingsWith(progress, place, parsed, console),
        run: runBinding(parsed)
      })
      progress.end()
      const path = writeLink({ ...place, link, format: wrapperFormat(parsed), state: 'unfinished' })
      say(console, parsed, `${escapeUntrusted(path)}: ${link.materials.size} materials`)
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
      'Checks that the unfinished recording is signed by the same key, records products and writes the link.',
    flags: [
      { long: 'products', short: 'p', takes: 'many', value: 'PATH', help: 'files and directories after the commands' },
      ...COMMON_FLAGS
    ],
    examples: ['in-toto-actions record stop -n build -p dist --signing-key ci.pem']
  },
  run: async (parsed, console) => {
    const place = placeOf(parsed, console)
    const begun = await readUnfinishedLink(place)
    const recorder = new Recorder()
    const progress = new Progress(console, parsed.has('quiet'))
    try {
      const link = await endStep(recorder, begun, {
        products: parsed.many('products'),
        settings: settingsWith(progress, place, parsed, console)
      })
      progress.end()
      const path = writeLink({ ...place, link, format: wrapperFormat(parsed) })
      removeUnfinishedLink(place)
      say(console, parsed, `${escapeUntrusted(path)}: ${link.materials.size} materials, ${link.products.size} products`)
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
  return { name, directory: metadataDirectory(parsed, console), signing }
}

function settingsWith(progress: Progress, { name }: Place, parsed: Arguments, console: Console): StepSettings {
  return {
    ...recordingSettings(parsed, console),
    onProgress: (files) => progress.show(`${name}: ${files} files recorded`)
  }
}

function say(console: Console, parsed: Arguments, text: string): void {
  if (!parsed.has('quiet')) note(console, text)
}
