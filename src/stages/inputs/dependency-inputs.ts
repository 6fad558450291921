// SPDX-License-Identifier: Apache-2.0
// Which directories of packages a stage installs, and which it uses that another one installed.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import type { DirectoryLine } from '../directory-lines.ts'
import { parseDirectoryTexts } from '../parse-directory-texts.ts'

export interface DependencyInputs {
  readonly installs: readonly DirectoryLine[]
  readonly dependencies: readonly DirectoryLine[]
}

/** How to write a directory that is called like the word for "off". */
const DIRECTORY_NONE = 'A directory of that name is `./none`.'

/** @throws INPUT_MISSING, INPUT_INVALID */
export function readDependencies(inputs: Inputs): DependencyInputs {
  const installs = parse('installs', inputs.controlLines('installs', { itself: DIRECTORY_NONE }))
  const dependencies = parse('dependencies', inputs.controlLines('dependencies', { itself: DIRECTORY_NONE }))
  const both = installs.find(({ text }) => dependencies.some((line) => line.text === text))
  if (both === undefined) return { installs, dependencies }
  throw invalid(
    'dependencies',
    `${quoteUntrusted(both.text)} stands in installs, too`,
    'A stage installs a directory, or uses one that an earlier stage installed. Name it in one of the two.'
  )
}

function parse(name: 'installs' | 'dependencies', lines: readonly string[]): DirectoryLine[] {
  return parseDirectoryTexts(lines, (what, hint) => invalid(name, what, hint))
}
