// SPDX-License-Identifier: Apache-2.0
// docs/steering.md, of which the tables come from the code that compares.
import { FOUND_PROGRAMS, PASSING, STEERING, type Steers } from '../../src/stages/steering-table.ts'

const HEADINGS: Readonly<Record<Steers, string>> = {
  code: 'Which code these actions load, and how it runs',
  command: 'What the command of a step does',
  git: 'git',
  services: 'Where requests go, and who is believed',
  places: 'Where files are read and written',
  run: 'Facts of the run'
}

const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

const table = (head: string, rows: readonly (readonly [string, string])[]): string =>
  [`| ${head} | |`, '| --- | --- |', ...rows.map(([left, right]) => `| ${left} | ${right} |`)].join('\n')

/** The page, in Markdown that is not formatted yet. */
export function steeringPage(): string {
  const groups = (Object.keys(HEADINGS) as Steers[]).map((group) => {
    const rows = STEERING.filter(({ steers }) => steers === group).map(
      ({ names, reason, toldAtBegin }) =>
        [named(names), toldAtBegin === true ? `${reason}; told at \`begin\`` : reason] as const
    )
    return `### ${HEADINGS[group]}\n\n${table('Variable', rows)}`
  })
  const programs = Object.entries(FOUND_PROGRAMS).map(([name, reason]) => [`\`${name}\``, reason] as const)
  return `# What steers a stage

A command can set variables for all that comes after it in its job, through \`GITHUB_ENV\` and \`GITHUB_PATH\`. Some of them
decide which code the next action loads, which git it runs, where it sends what it signed, and whom it believes. So
\`begin\` keeps what steers a stage, as digests beside its recording, and \`end\` compares. A difference is
\`ENVIRONMENT_CHANGED\`: nothing is signed, and the message names the variable and the likely cause, never a value.

**This is notice, not defence.** It finds mistakes, set-ups in the wrong place and simple attacks. In one job
([T0 and T1](threat-model.md)), a build that means harm does not need a variable: it can rewrite the files of these
actions in the runner's folder, and code that is loaded first can hide how it came in. Only an
[isolated stage](keyless.md#isolated-stages) resists a build that is itself malicious.

## When it stops you

- **Set tools up before \`begin\`.** \`setup-python\` exports \`LD_LIBRARY_PATH\`, other actions export proxies or
  certificates. Before \`begin\` they pass. With \`build\`, \`test\`, \`package\` and \`step\` that is: in a workflow step of
  their own before the stage, and not in \`setup\` or \`run\`. An isolated stage has no such place: there, set the variable
  within the command (\`PYTHONPATH=src pytest\`).
- **Give a variable to the one workflow step that needs it**, by its \`env:\`, and not to all that follow through
  \`GITHUB_ENV\`.
- **Set what the whole job needs** by \`env:\` of the job, as you would a proxy.
- A variable that only the runner sets (\`ACTIONS_…\`, facts of the run) has no honest reason to change. Find out which
  command writes it.

What is set before \`begin\` is not refused. Where it changes what a command does (\`BASH_ENV\`, functions for bash, modules
of Python), \`begin\` warns, because the link names the command and not what was slipped under it.

The signing job of an isolated stage and the gate have no beginning to compare with. Let no workflow step of yours come
before them in their job. \`sign\` warns of what is set to load code, or to believe other servers.

## What is compared

A name that ends in \`*\` stands for all that begin so. Letters count in any case, but for short words that others use in
small letters. What comes, what goes and what changes is a difference; an empty variable counts as none.

${groups.join('\n\n')}

### PATH, by what it decides

The value may change. What is compared is which of these programs is found first, in absolute directories alone, and what
it is (SHA-256):

${table('Program', programs)}

The program that runs these actions, \`node\`, is compared by its path, inode, size and times: reading it takes a third of a
second, and a \`node\` that was exchanged would report what it likes.

## What passes

${table(
  'Variable',
  PASSING.map(({ names, reason }) => [named(names), reason] as const)
)}

All others pass as well. A test runs these actions, collects which variables they read, and fails for one that an earlier
workflow step can change and that stands in none of these tables.

## Programs that these actions run

Stages run one program, git, which tells what is checked out. It is found in absolute directories of \`PATH\`, gets an
environment of its own (no \`HOME\`, no variable of git), and obeys no configuration that could start something: no hooks,
monitors, filters, aliases, text conversions or credential helpers, no fetching of what a partial clone lacks, no
protocol, no replaced objects, no configuration of the user or the system.

**Keys and tokens are not in reach of what an action runs.** An action takes \`signing-key\`, its passphrase and
\`github-token\` out of its environment when it reads them, so that no child inherits them; git inherits no token of the
runner either. On Linux all these would still stand in the block of memory that the process got its environment in, which
\`/proc/PID/environ\` shows to every process of the user. There the action overwrites them, before it runs anything. What
that does not cover:

- a process of your job that is there already can read the block between the start of the action and that moment;
- the key is in the memory of the action until it ends. Root, and whoever may trace processes of the same user, can read
  it there; on hosted runners every step can become root;
- on macOS and Windows the block stays as it is, and so it does on Linux where a sandbox hides \`/proc/self/mem\`. There, a
  process of the same user can read it while the action runs;
- the runner gives its own tokens (\`ACTIONS_RUNTIME_TOKEN\`, \`ACTIONS_ID_TOKEN_REQUEST_TOKEN\`) to every action of the job,
  and it holds every secret itself.
`
}
