// SPDX-License-Identifier: Apache-2.0
// The actions for stages that nearly everybody has are actions/step with a name of their own and without setup: a stage
// that installs tools is not one of these.

interface StageAction {
  readonly name: string
  /** The beginning of its description. */
  readonly does: string
}

export const STAGE_ACTIONS: readonly StageAction[] = [
  { name: 'build', does: 'Runs the build' },
  { name: 'test', does: 'Runs the tests' },
  { name: 'package', does: 'Packages' }
]

/** The text of one of these actions, from the text of `actions/step/action.yml`. */
export function stageAction(step: string, { name, does }: StageAction): string {
  const blocks = ['  setup:\n', '        setup: ${{ inputs.setup }}\n', '    # setup may create', '    - id: setup\n']
  const text = blocks.reduce(withoutBlock, step)
  return [
    ['# SPDX', '# Made from actions/step/action.yml by `npm run docs`.\n# SPDX'],
    ['name: in-toto step\n', `name: in-toto ${name}\n`],
    ['Runs a command as a step', `${does} as a step`],
    // The first of its inputs.
    ['      build-windows.\n    required: true\n', `      build-windows.\n    default: ${name}\n`]
  ].reduce((all, [from = '', to = '']) => {
    place(all, from)
    return all.replace(from, to)
  }, text)
}

/** Leaves out the line that begins so, the deeper lines below it, and an empty line after them. */
function withoutBlock(text: string, start: string): string {
  const at = place(text, start)
  const [first = '', ...rest] = text.slice(at).split('\n')
  const depth = first.search(/\S/)
  const deeper = rest.findIndex((line) => line !== '' && line.search(/\S/) <= depth)
  // A comment belongs to what follows it.
  const length = first.trimStart().startsWith('#') ? 0 : deeper
  return text.slice(0, at) + rest.slice(length).join('\n')
}

function place(text: string, part: string): number {
  const at = text.indexOf(part)
  if (at < 0 || text.includes(part, at + 1))
    throw new Error(`actions/step/action.yml needs exactly one ${part.trim()}.`)
  return at
}
