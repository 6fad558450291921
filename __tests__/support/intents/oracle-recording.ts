// SPDX-License-Identifier: Apache-2.0
// A link says that both sides were recorded whole, that nothing lay there which nobody sees, and whose it is.
import type { Wrong } from './oracle.ts'
import type { PlainStep } from './plain-pipeline.ts'
import type { Files, PlainHalf, PlainLink, PlainRecording } from './plain-run.ts'
import type { Directories } from './oracle-takes.ts'
import { installationOf } from './taken-files.ts'

export function recordingWrong(step: PlainStep, link: PlainLink, directories: Directories): readonly Wrong[] {
  const wrong = (...codes: string[]): Wrong => ({ codes, step: step.name, rank: 'record' })
  if (link.kind !== 'link')
    return step.delegated === true && link.kind === 'sublayout' ? [] : [wrong('SUBLAYOUT_UNEXPECTED')]
  const wrongs: Wrong[] = []
  if (link.name !== step.name) wrongs.push(wrong('LINK_NAME'))
  if (commandDiffers(step, link)) wrongs.push(wrong('COMMAND_DIFFERS'))
  if (step.definition !== undefined && step.definition !== link.definition) wrongs.push(wrong('DEFINITION_DIFFERS'))
  if (link.recording === 'silent') {
    if (step.recording !== 'any') wrongs.push(wrong('RECORDING_UNKNOWN'))
    return wrongs
  }
  return [...wrongs, ...saidWrong(step, link, link.recording, directories)]
}

function commandDiffers({ command, workingDirectory, setup }: PlainStep, link: PlainLink): boolean {
  if (command !== undefined && command.join('\0') !== link.command.join('\0')) return true
  if (workingDirectory !== undefined && workingDirectory !== link.workingDirectory) return true
  return setup !== undefined && setup !== link.setup
}

function saidWrong(
  step: PlainStep,
  { materials, products }: PlainLink,
  { before, after, scratch, others }: PlainRecording,
  directories: Directories
): readonly Wrong[] {
  const wrong = (...codes: string[]): Wrong => ({ codes, step: step.name, rank: 'record' })
  const wrongs: Wrong[] = []
  const halves = [before, after].filter((half) => half !== undefined)
  if (halves.some(({ paths }) => paths.length !== 1 || paths[0] !== '.')) wrongs.push(wrong('RECORDING_UNKNOWN'))
  if (before === undefined && step.addsSource !== true) wrongs.push(wrong('RECORDING_UNKNOWN'))
  if (Object.keys(others).length > 0) wrongs.push(wrong('RECORDING_UNKNOWN'))
  const lines = step.scratch ?? []
  const present = [...(before?.leftOut.keys() ?? [])].some((line) => lines.includes(line))
  if (present) wrongs.push(wrong('SCRATCH_PRESENT'))
  if (step.addsSource === true ? scratch !== 'checkout' : scratch !== 'none at begin')
    wrongs.push(
      scratch === undefined || scratch === 'checkout'
        ? wrong('RECORDING_UNKNOWN')
        : wrong('SCRATCH_PRESENT', 'RECORDING_UNKNOWN')
    )
  // Of a directory that it has no business with, that it is there is wrong enough; of one that is not, it says nothing.
  const installs = (name: string): boolean => installationOf(step, name) !== undefined
  const foreign = (half: PlainHalf, files: Files, own: (name: string) => boolean): boolean =>
    [...half.leftOut.keys()].some((line) => line !== '/.git' && !lines.includes(line)) ||
    [...half.directories].some(
      ([name, left]) =>
        files.has(name) &&
        (directories.taken.has(name) || own(name)) &&
        left.some((line) => !directories.lines(name).includes(line))
    )
  // What it installs itself it has no business to begin with.
  if ((before !== undefined && foreign(before, materials, () => false)) || foreign(after, products, installs))
    wrongs.push(wrong('EXCLUDED_UNEXPECTED'))
  const apart = [...(before?.unrecorded ?? []), ...after.unrecorded].filter(
    (name) => !(directories.taken.has(name) && materials.has(name)) && !products.has(name)
  )
  // What it does not take, or did not begin with, it had to record.
  const codes = ['EXCLUDED_UNEXPECTED', 'RECORDING_UNKNOWN', 'REMOVED_UNEXPECTED', 'ADDED_UNEXPECTED']
  if (apart.length > 0) wrongs.push({ codes, step: step.name, rank: 'takes' })
  return wrongs
}
