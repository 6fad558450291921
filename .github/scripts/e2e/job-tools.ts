// SPDX-License-Identifier: Apache-2.0
// On GitHub every job has a machine of its own. Here all jobs share one, so each gets its own `node`, its own `git` and
// its own copies of the actions, in `tools` beside its RUNNER_TEMP: what a job exchanges there reaches no other job.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface JobTools {
  /** Directory for the PATH of all steps: what it holds starts the programs of the job that asks. */
  readonly programs: string
  /** Bash for the program that stands in for node: from then on `$tools` is there, and `$1` lies in it. */
  readonly lines: string
}

export interface JobToolsOptions {
  readonly directory: string
  /** The programs that all copies start in the end. */
  readonly real: Readonly<Record<string, string>>
  /** Actions as `owner/repo@ref`. */
  readonly actions: Iterable<string>
}

/** Two workflow steps of a job may ask at once; the first one that is ready wins. */
const MAKE = `#!/usr/bin/env bash
fresh=$(mktemp -d "$1.XXXXXX")
@PROGRAMS@mv -T "$fresh" "$1" 2>/dev/null || rm -rf "$fresh"
`
const PROGRAM = `#!/usr/bin/env bash
exec "@REAL@" "$@"
`
const DISPATCH = `#!/usr/bin/env bash
if [ -z "$RUNNER_TEMP" ]; then exec "@REAL@" "$@"; fi
tools="$(dirname "$RUNNER_TEMP")/tools"
[ -d "$tools" ] || "@MAKE@" "$tools"
exec "$tools/@NAME@" "$@"
`
// act copies an action anew before each step that uses it; GitHub's runner fetches it once, when the job begins.
const USE = `tools="$(dirname "\${RUNNER_TEMP:-/none/none}")/tools"
[ -d "$tools" ] || "@MAKE@" "$tools"
PATH="$tools:$PATH"
name="\${1#*/act/actions/}"
file="\${name#*/}"
name="\${name%%/*}"
copy=
case "$name" in
@CASES@esac
if [ -n "$copy" ]; then
  if [ ! -d "$tools/actions/$copy" ]; then
    fresh=$(mktemp -d "$tools/action.XXXXXX")
    cp -R "\${1%%/act/actions/*}/act/actions/$name/." "$fresh"
    mkdir -p "$tools/actions"
    mv -T "$fresh" "$tools/actions/$copy" 2>/dev/null || rm -rf "$fresh"
  fi
  shift
  set -- "$tools/actions/$copy/$file" "$@"
fi
`

/** Writes the programs that make the tools of a job when it first needs them. */
export function writeJobTools({ directory, real, actions }: JobToolsOptions): JobTools {
  const programs = join(directory, 'programs')
  const make = join(directory, 'make-tools')
  mkdirSync(programs, { recursive: true })
  const each = Object.entries(real).map(([name, path]) => {
    writeProgram(join(directory, `own-${name}`), PROGRAM, { REAL: path })
    writeProgram(join(programs, name), DISPATCH, { REAL: path, MAKE: make, NAME: name })
    return `cp "${join(directory, `own-${name}`)}" "$fresh/${name}"\n`
  })
  writeProgram(make, MAKE, { PROGRAMS: each.join('') })
  const cases = [...actions].map((action) => {
    const [repository = '', ref = ''] = action.replaceAll('/', '-').split('@')
    return `"${repository}"*"@${ref}") copy="${repository}" ;;\n`
  })
  return { programs, lines: fill(USE, { MAKE: make, CASES: cases.join('') }) }
}

/** The first program of that name on a PATH. */
export function findProgram(name: string, path: string): string {
  const found = path
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find((candidate) => existsSync(candidate))
  if (found === undefined) throw new Error(`There is no ${name} on the PATH.`)
  return found
}

function writeProgram(path: string, text: string, values: Readonly<Record<string, string>>): void {
  writeFileSync(path, fill(text, values))
  chmodSync(path, 0o755)
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/@([A-Z]+)@/g, (all, name: string) => values[name] ?? all)
}
