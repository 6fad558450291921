// SPDX-License-Identifier: Apache-2.0
// Where a stage finds what the layout says of its step, and what it leaves out where it finds none.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, NONE, type Inputs } from '../../base/inputs.ts'
import { flawOfLine } from '../../intoto/intents/statements.ts'

export interface LayoutInputs {
  /** Of the signed layout in the commit that is checked out; undefined where it is not looked for. */
  readonly layout: string | undefined
  /** Of a signed layout on the disk, relative to the workspace or absolute. */
  readonly layoutFile: string | undefined
  /** Gitignore lines for a step of which no layout is at hand; undefined where nobody says that it is recorded whole. */
  readonly scratch: readonly string[] | undefined
}

/** The path of the signed layout in a repository. */
export const LAYOUT_PATH = '.in-toto/root.layout'
/** The word for what the layout says. */
export const BY_LAYOUT = 'by-layout'

/** @throws INPUT_MISSING, INPUT_INVALID */
export function readLayoutInputs(inputs: Inputs): LayoutInputs {
  return {
    layout: readLayoutPath(inputs.control('layout', LAYOUT_PATH) ?? LAYOUT_PATH),
    layoutFile: inputs.control('layout-file', NONE),
    scratch: readScratch(inputs)
  }
}

function readLayoutPath(path: string): string | undefined {
  if (path === NONE) return undefined
  const parts = path.split('/')
  if (!path.includes('\\') && parts.every((part) => part !== '' && part !== '.' && part !== '..')) return path
  throw invalid(
    'layout',
    `${quoteUntrusted(path)} does not name a file in a repository`,
    'Write its path from the top of the repository with forward slashes, or `none`.'
  )
}

function readScratch(inputs: Inputs): readonly string[] | undefined {
  if (inputs.control('scratch', BY_LAYOUT) === undefined) return undefined
  const lines = inputs.lines('scratch')
  if (lines.length === 1 && lines[0] === NONE) return []
  for (const line of lines) {
    const flaw = line === NONE || line === BY_LAYOUT ? 'stands among other lines' : flawOfLine(line)
    if (flaw !== undefined) throw invalid('scratch', `${quoteUntrusted(line)} ${flaw}`)
  }
  return lines
}
