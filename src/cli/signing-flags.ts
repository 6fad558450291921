// SPDX-License-Identifier: Apache-2.0
// Flags that several commands share: how to sign, and how to record.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { FilesError } from '../files/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { linesBelow } from '../base/news-lines.ts'
import type { SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { WRAPPER_NAMES, type WrapperFormat } from '../intoto/envelope/wrappers.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import { KEY_ID_FORMS, type KeyIdForm } from '../intoto/keys/key-id.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import type { Link } from '../intoto/link/link.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import { openPrivateKeyFile, readPublicKeyFile } from '../signing/key-files.ts'
import type { KeySigner } from '../signing/key-signer.ts'
import { PASSPHRASE_VARIABLE } from '../base/passphrase-variable.ts'
import { recordedNothing, type RecordingSettings } from '../stages/step-recording.ts'
import { usage, type Arguments, type FlagSpec } from './arguments.ts'
import { basePath } from './base-path.ts'
import { note, pathFrom, type Console } from './console.ts'

export const SIGNING_FLAGS: readonly FlagSpec[] = [
  { long: 'signing-key', takes: 'one', value: 'FILE', help: 'private key in PEM form (PKCS#8)' },
  {
    long: 'password',
    short: 'P',
    takes: 'optional',
    value: 'PASSWORD',
    help: `passphrase of the key; better in the environment of this call as ${PASSPHRASE_VARIABLE}, since others see arguments`
  }
]

/** A layout may have several owners, so `--signing-key` takes several keys there; `-k`, as in-toto-sign calls it. */
export const LAYOUT_SIGNING_FLAGS: readonly FlagSpec[] = SIGNING_FLAGS.map((flag) =>
  flag.long === 'signing-key' ? { ...flag, short: 'k', takes: 'many' } : flag
)

export const FORMAT_FLAG: FlagSpec = {
  long: 'format',
  takes: 'one',
  value: WRAPPER_NAMES.join('|'),
  help: `wrapper of the file (default: ${WRAPPER_NAMES[0]})`
}
export const USE_DSSE_FLAG: FlagSpec = {
  long: 'use-dsse',
  takes: 'nothing',
  help: 'the same as --format dsse, which is the default'
}
export const LINK_KEYID_FLAG: FlagSpec = {
  long: 'keyid',
  takes: 'one',
  value: KEY_ID_FORMS.join('|'),
  help: 'form of the key id (default: current)'
}
/** In which form a link is written. */
export const LINK_FORM_FLAGS: readonly FlagSpec[] = [FORMAT_FLAG, USE_DSSE_FLAG, LINK_KEYID_FLAG]

export const STEP_NAME_FLAG: FlagSpec = {
  long: 'step-name',
  short: 'n',
  takes: 'one',
  value: 'NAME',
  help: 'name of the step in the layout'
}
export const METADATA_DIRECTORY_FLAG: FlagSpec = {
  long: 'metadata-directory',
  short: 'd',
  takes: 'one',
  value: 'DIR',
  help: 'where the link goes (default: here; for a step in intents .git/in-toto, or beside the work tree)'
}
export const LAYOUT_KEYID_FLAG: FlagSpec = {
  long: 'keyid',
  takes: 'one',
  value: [...KEY_ID_FORMS, 'both'].join('|'),
  help: 'form of the key id; both signs once under each (default: current)'
}

export const RECORDING_FLAGS: readonly FlagSpec[] = [
  {
    long: 'exclude',
    short: 'e',
    takes: 'many',
    value: 'PATTERN',
    help: 'gitignore patterns of what not to record; replaces the default "*.link*" ".git" "*.pyc" "*~"'
  },
  { long: 'base-path', takes: 'one', value: 'DIR', help: 'directory that relative paths start from' },
  { long: 'lstrip-paths', takes: 'many', value: 'PREFIX', help: 'prefixes to cut off recorded paths' },
  { long: 'normalize-line-endings', takes: 'nothing', help: 'hash text with LF line endings' }
]

export const MODES_FLAG: FlagSpec = {
  long: 'record-modes',
  takes: 'nothing',
  help: 'record which files are executable or symbolic links; verification reports changes'
}

export const RUN_FLAGS: readonly FlagSpec[] = [
  {
    long: 'run-id',
    takes: 'one',
    value: 'ID',
    help: 'the pipeline run that the link belongs to; verification demands one run'
  },
  {
    long: 'commit',
    takes: 'one',
    value: 'SHA',
    help: 'the commit to note in the link; it is not compared with the files, and `verify --commit` finds it only where it is the full id (`git rev-parse HEAD`)'
  }
]

/** A private key, with a warning where others may read its file. @throws KEY_ and FILE_ codes */
function privateKey(path: string, parsed: Arguments, console: Console): KeySigner {
  const { environment } = console
  const { signer, warning } = openPrivateKeyFile(pathFrom(console, path), {
    given: parsed.one('password'),
    environment
  })
  if (warning !== undefined) {
    const { message, at, hint } = warning
    for (const line of [`warning: ${message}`, ...linesBelow({ at, hint }, 'terminal')]) note(console, line)
  }
  return signer
}

/** Who signs a link. Undefined without a key. @throws USAGE, KEY_ and FILE_ codes */
export function linkSigner(parsed: Arguments, console: Console): SigningIdentity | undefined {
  const form = parsed.choice('keyid', KEY_ID_FORMS)
  const path = parsed.one('signing-key')
  if (path === undefined) return undefined
  const signer = privateKey(path, parsed, console)
  return { signer, keyId: keyIdOf(signer.publicKey, form) }
}

/** Who signs a layout, with one entry for each key id wanted. */
export function signers(paths: readonly string[], parsed: Arguments, console: Console): SigningIdentity[] {
  const forms = keyIdForms(parsed)
  return paths.flatMap((path) => {
    const signer = privateKey(path, parsed, console)
    return forms.map((form) => ({ signer, keyId: keyIdOf(signer.publicKey, form) }))
  })
}

/** The forms of key ids that `--keyid` asks for. @throws USAGE */
export function keyIdForms(parsed: Arguments): readonly KeyIdForm[] {
  const form = parsed.choice('keyid', [...KEY_ID_FORMS, 'both'])
  return form === 'both' ? KEY_ID_FORMS : [form]
}

/** The keys that `--verification-keys` names. */
export function verificationKeys(parsed: Arguments, console: Console): PublicKey[] {
  return parsed.many('verification-keys').map((path) => readPublicKeyFile(pathFrom(console, path)))
}

/** The wrapper that `--format` and `--use-dsse` ask for. @throws USAGE where they contradict each other */
export function wrapperFormat(parsed: Arguments): WrapperFormat {
  const format = parsed.choice('format', WRAPPER_NAMES)
  if (parsed.has('use-dsse') && format !== 'dsse')
    throw usage(`--use-dsse and --format ${format} contradict each other.`)
  return format
}

/** @throws USAGE */
export function recordingSettings(parsed: Arguments, console: Console): RecordingSettings {
  return {
    baseDirectory: basePath(parsed, console),
    exclude: parsed.has('exclude') ? parsed.many('exclude') : 'default',
    lstripPaths: parsed.many('lstrip-paths'),
    lineEndings: parsed.has('normalize-line-endings') ? 'normalise' : 'as-is',
    symlinkedDirectories: 'follow',
    modes: parsed.has('record-modes') ? 'record' : 'ignore'
  }
}

/**
 * Where links go. It is made, and looked at, before the command of a step runs, so that an hour of building does not end
 * without a link.
 *
 * @param otherwise where no flag says it
 * @throws FILE_UNWRITABLE
 */
export function metadataDirectory(parsed: Arguments, console: Console, otherwise = '.'): string {
  const directory = pathFrom(console, parsed.one('metadata-directory') ?? otherwise)
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(`${directory}/.`, constants.W_OK)
    return directory
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new FilesError('FILE_UNWRITABLE', `Links cannot be written into this directory: ${code ?? 'unknown'}.`, {
      at: escapeUntrusted(directory),
      cause,
      hint: 'Name another directory with --metadata-directory, or see who may write there.'
    })
  }
}

/** Says so, even when asked to be quiet, when a link holds no file. */
export function warnOfNothing(link: Link, console: Console): void {
  if (!recordedNothing(link)) return
  note(
    console,
    `warning: step ${quoteUntrusted(link.name)} recorded no file at all; its link says nothing. Give --materials and --products; or, where a layout in intents says what is recorded of it, name that: --layout FILE.`
  )
}

/** The run that the flags name; none is empty, since an empty value is refused where flags are read. @throws USAGE */
export function runBinding(parsed: Arguments): RunBinding {
  const [id, commit] = [parsed.one('run-id'), parsed.one('commit')]
  return { ...(id === undefined ? {} : { id }), ...(commit === undefined ? {} : { commit }) }
}
