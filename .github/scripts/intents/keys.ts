// SPDX-License-Identifier: Apache-2.0
// The keys of the language in the order of the documentation, with what each means. Each has a good and a bad example in
// `examples/intents`.

import { THIS_LAYOUT, type RunOfExample } from './wrong-run.ts'

/** A commit beside the one that examples are about. */
const MERGE = 'c'.repeat(40)

/** One key, and what its examples show. */
export interface KeyOfLanguage {
  /** Also the name of the directory with its examples. */
  readonly name: string
  /** How the key is written, where that is more than its name. */
  readonly written?: string
  /** Below which key it stands, or `top` of the file, or `step`. */
  readonly place: string
  /** Markdown. */
  readonly meaning: string
  /** What of the good example's output is shown: its sentences, who performs its steps, or what building it says. */
  readonly shows?: 'sentences' | 'steps' | 'news'
  /** An honest run of the good example, and one in which something is wrong. */
  readonly run: RunOfExample
}

export const KEYS: readonly KeyOfLanguage[] = [
  {
    name: 'takes',
    place: 'step',
    meaning:
      'What the step begins with, exactly: `source`, `nothing`, a step above, or a list of these. Several are united; one name with other bytes in two of them fails. Must be written.',
    run: {
      adds: { build: ['dist/index.js'] },
      what: 'Somebody deletes a test between the two steps',
      wrong: { step: 'test', place: 'before', removes: 'test/index.test.js' }
    }
  },
  {
    name: 'only',
    place: 'takes',
    meaning:
      'The files of a taken step that are taken, by patterns: `{ build: dist/** }`, or `{ build: { only: [dist/**, VERSION] } }`. Nothing else of that step may be there.',
    run: {
      adds: { build: ['dist/index.js', 'report.html'] },
      what: 'The report lies there, too, when _publish_ begins',
      wrong: { step: 'publish', place: 'before', adds: 'report.html' }
    }
  },
  {
    name: 'from',
    place: 'takes',
    meaning:
      'A directory of the taken step that is stripped: `dist/x` lies at `x` here, as after download-artifact. What lies outside of it is not taken; patterns of `only` begin with it.',
    run: {
      adds: { build: ['dist/app.zip'], checksums: ['checksums.txt'] },
      what: 'The file has not been taken out of its directory',
      wrong: { step: 'checksums', place: 'before', adds: 'dist/app.zip' }
    }
  },
  {
    name: 'into',
    place: 'takes',
    meaning: 'A directory below which the taken files lie here. With it, legs that add the same names do not conflict.',
    run: {
      adds: { 'build-linux': ['bin/app'], 'build-macos': ['bin/app'], archive: ['app.zip'] },
      what: 'The program for macOS is another one when _archive_ begins',
      wrong: { step: 'archive', place: 'before', changes: 'bin/macos/app' }
    }
  },
  {
    name: 'legs',
    place: 'takes',
    meaning:
      'Which legs of a taken matrix: `same` (those that agree in the dimensions that both have) or `all`. Needed where two matrices share a dimension and are not the same.',
    run: {
      adds: {
        'build-linux-amd64': ['dist/amd64/app'],
        'build-linux-arm64': ['dist/arm64/app'],
        'build-macos-amd64': ['dist/amd64/app-macos'],
        'build-macos-arm64': ['dist/arm64/app-macos']
      },
      what: 'The tests on Linux begin with one of the two builds alone',
      wrong: { step: 'test-linux', place: 'before', removes: 'dist/arm64/app' }
    }
  },
  {
    name: 'adds',
    place: 'step',
    meaning: 'Patterns of files that were not there. Each fits at least one new file, and nothing else is new.',
    run: {
      adds: { build: ['dist/index.js', 'greeter-1.0.0.tgz'] },
      what: 'The build leaves a file that nobody expects',
      wrong: { step: 'build', place: 'inside', adds: 'evil.js' }
    }
  },
  {
    name: 'adds-source',
    written: 'adds: source',
    place: 'step',
    meaning:
      'A checkout stage, which later stages of the job take by its name: it takes nothing and ends with all files of the commit. It stands alone.',
    run: {
      adds: { build: ['dist/index.js'] },
      what: 'A file changes between checkout and build',
      wrong: { step: 'build', place: 'before', changes: 'src/index.js' }
    }
  },
  {
    name: 'may-add',
    place: 'step',
    meaning:
      'Patterns of new files of which none is needed: coverage, logs. What comes later in the same job begins with them.',
    run: {
      adds: { test: ['coverage/lcov.info'] },
      what: 'The tests change a file of source',
      wrong: { step: 'test', place: 'inside', changes: 'src/index.js' }
    }
  },
  {
    name: 'changes',
    place: 'step',
    meaning: 'Patterns of taken files whose contents may differ at the end. Each fits at least one taken file.',
    run: {
      adds: { package: ['greeter-1.0.1.tgz'] },
      what: 'The bump changes another file, too',
      wrong: { step: 'bump', place: 'inside', changes: 'src/index.js' }
    }
  },
  {
    name: 'removes',
    place: 'step',
    meaning: 'Patterns of taken files that are gone at the end. Each fits at least one taken file.',
    run: {
      adds: { build: ['dist/index.js', 'dist/index.js.map'] },
      what: 'The map is still there at the end',
      wrong: { step: 'strip', place: 'inside', adds: 'dist/index.js.map' }
    }
  },
  {
    name: 'may-remove',
    place: 'step',
    meaning: 'Patterns of taken files that may be gone at the end.',
    run: {
      source: ['dist/index-a1.js'],
      adds: { build: ['dist/index-b2.js'] },
      what: 'The build removes a test',
      wrong: { step: 'build', place: 'inside', removes: 'test/index.test.js' }
    }
  },
  {
    name: 'scratch',
    place: 'step, top',
    meaning:
      'Lines of gitignore: what may be left behind unrecorded. It must not lie there when the step begins, and is not handed on. Files of the commit, and what the step adds, are recorded also below such a line.',
    run: {
      adds: { build: ['dist/index.js'] },
      what: 'The recording left out files by a line that is not scratch',
      wrong: { step: 'build', hides: 'vendor/' }
    }
  },
  {
    name: 'installs-into',
    place: 'step',
    meaning:
      'Directories, or patterns of directories, that the step fills with dependencies: `node_modules`, `**/node_modules`, `~/.m2/repository`. Each is recorded as one digest, with which the steps begin that take all of this one.',
    run: {
      installs: { install: ['node_modules'] },
      adds: { build: ['dist/index.js'] },
      what: 'What is installed is not what the build begins with',
      wrong: { step: 'build', place: 'before', changes: 'dir:node_modules' }
    }
  },
  {
    name: 'may-change',
    place: 'installs-into',
    meaning: 'Lines of gitignore inside of an installed directory that are left out of its digest: caches of tools.',
    run: {
      installs: { install: ['node_modules'] },
      adds: { build: ['dist/index.js'] },
      what: 'The build left out more of the directory than that',
      wrong: { step: 'build', leavesOut: '.bin/', within: 'dir:node_modules' }
    }
  },
  {
    name: 'matrix',
    place: 'step',
    meaning:
      'As in the workflow, with `include` and `exclude`. Each leg is a step of its own, `test-3.10-ubuntu-24.04`. `${{ matrix.os }}` may stand in patterns and directories.',
    run: {
      what: 'In one leg a test is missing',
      wrong: { step: 'test-3.10-windows-2025', place: 'before', removes: 'test/index.test.js' }
    }
  },
  {
    name: 'command',
    place: 'step',
    meaning:
      "The command that must have run. Text is plain words, a list is taken as it is. A line with operators, variables or patterns of a shell, in quotes or not, is recorded as its `shell` has it: `[bash, -c, 'npm ci && npm test']`.",
    run: {
      what: 'The tests were not run',
      wrong: { step: 'test', runs: ['true'] }
    }
  },
  {
    name: 'working-directory',
    place: 'step',
    meaning: 'Where the command must have run, if not at the top.',
    run: {
      what: 'The tests of another package were run',
      wrong: { step: 'test', says: { working_directory: 'packages/other' } }
    }
  },
  {
    name: 'setup',
    place: 'step',
    meaning: 'What the input `setup` of the stage must have run before the command.',
    run: {
      what: 'Something else came before them',
      wrong: { step: 'test', says: { setup: 'npm install' } }
    }
  },
  {
    name: 'definition',
    place: 'step',
    meaning: 'The digest that the definition of the job must have, as the link of the step names it.',
    run: {
      what: 'The job is defined otherwise',
      wrong: { step: 'test', says: { definition: `sha256:${'0'.repeat(64)}` } }
    }
  },
  {
    name: 'delegated',
    place: 'step',
    meaning: '`true`: a layout of those who perform the step may stand in its place. That layout is in intents, too.',
    run: {
      adds: { build: ['dist/index.js'] },
      delegated: { step: 'build', theirs: 'theirs' },
      honest:
        'Those who perform the step signed this layout, and it stands in the place of their link, with the links of its own steps. A run passes',
      what: 'They signed one in rules',
      wrong: { theirs: 'theirs-bad' }
    }
  },
  {
    name: 'recording',
    place: 'step',
    meaning:
      '`any`: links count that do not say what they left out, those of other implementations. What they hid, nobody knows.',
    run: {
      adds: { build: ['dist/index.js'] },
      silent: ['build'],
      honest: 'The link of another implementation, which says nothing of its recording, passes',
      what: 'Such a link names a file that the step does not add',
      wrong: { step: 'build', place: 'inside', adds: 'evil.js' }
    }
  },
  {
    name: 'by',
    place: 'step, top',
    meaning: 'Who may perform the step: one functionary or a list. On top it is the default of all steps.',
    shows: 'steps',
    run: {
      adds: { build: ['dist/index.js'] },
      by: { review: ['ann'] },
      honest: 'The run passes with the review of _ann_ alone',
      what: '_ci_ signs the review, who may build and not review',
      wrong: { step: 'review', signedBy: ['ci'] }
    }
  },
  {
    name: 'threshold',
    place: 'step, top',
    meaning: 'How many of them must have performed it, with the same files in and out. Default 1.',
    shows: 'steps',
    run: {
      adds: { build: ['dist/index.js'] },
      by: { review: ['ann', 'bob'] },
      honest: 'The run passes with the review of both',
      what: '_ann_ reviews alone',
      wrong: { step: 'review', signedBy: ['ann'] }
    }
  },
  {
    name: 'release',
    place: 'top',
    meaning:
      'What is final: a step, a list, `{ package: "*.tgz" }`, or `nothing`. Of a step it is what fits `adds` or `changes`; what only `may-add` allows is final when a pattern names it. Must be written.',
    run: {
      adds: { build: ['dist/index.js'], package: ['greeter-1.0.0.tgz', 'log.txt'] },
      what: 'The package step made no package',
      wrong: { step: 'package', place: 'inside', removes: 'greeter-1.0.0.tgz' }
    }
  },
  {
    name: 'branches',
    place: 'top',
    meaning: 'Patterns of branches whose runs may pass. Once these or `tags` are written, no other ref may.',
    run: {
      adds: { build: ['dist/index.js'] },
      run: { ref: 'refs/heads/release/1.x' },
      flags: ['--ref', 'refs/heads/release/1.x'],
      honest: 'A run of the branch `release/1.x` passes with `--ref refs/heads/release/1.x`',
      what: 'The run is of the branch `experiment`, and `--ref` says so',
      wrong: { run: { ref: 'refs/heads/experiment' }, flags: ['--ref', 'refs/heads/experiment'] }
    }
  },
  {
    name: 'tags',
    place: 'top',
    meaning: 'Patterns of tags whose runs may pass.',
    run: {
      adds: { build: ['dist/index.js'] },
      run: { ref: 'refs/tags/v1.2.3' },
      flags: ['--ref', 'refs/tags/v1.2.3'],
      honest: 'A run of the tag `v1.2.3` passes with `--ref refs/tags/v1.2.3`',
      what: 'The run is of the branch `main`, and `--ref` says so',
      wrong: { run: { ref: 'refs/heads/main' }, flags: ['--ref', 'refs/heads/main'] }
    }
  },
  {
    name: 'source',
    place: 'top',
    meaning:
      'Which commit `source` is: `{ commit: run }`, that of the run (the default); `head`, the tip of a pull request instead of its merge; `named`, one that the caller names.',
    run: {
      adds: { build: ['dist/index.js'] },
      run: { commit: MERGE },
      honest: 'The run of a pull request is for its merge; the job checks out the tip, and `--commit` names that',
      what: 'The job checks out the merge',
      wrong: { step: 'build', claims: MERGE }
    }
  },
  {
    name: 'version',
    place: 'top',
    meaning: 'The number of this layout, from 1.',
    run: {
      adds: { build: ['dist/index.js'] },
      flags: ['--layout-digest', THIS_LAYOUT],
      honest:
        'Nobody counts versions when a run is verified: what keeps an older layout out is the digest of the newer one. A run passes with the digest of this layout as `--layout-digest`',
      what: 'The digest of version 2 is demanded, and this one lies there',
      wrong: { flags: ['--layout-digest', '5c'.repeat(32)] }
    }
  },
  {
    name: 'after',
    place: 'top',
    meaning: 'The digest of the layout before this one. Version 1 has none.',
    run: {
      adds: { build: ['dist/index.js'] },
      flags: ['--layout-digest', THIS_LAYOUT],
      honest:
        'The digest is told, so that whoever has all versions can see that none is missing. A run passes with the digest of this layout as `--layout-digest`',
      what: 'Whoever still demands version 1, by the digest that stands here, refuses version 2',
      wrong: { flags: ['--layout-digest', '4b'.repeat(32)] }
    }
  },
  {
    name: 'submodules',
    place: 'source',
    meaning:
      'Directories of submodules that some jobs check out and others do not. Rules hold all other files of source equal in all jobs. `same`: all jobs check out the same. Without the key `layout build` takes those that the `.gitmodules` of the repository names, at most 64, and says so.',
    run: {
      adds: { build: ['dist/index.js'] },
      submodule: { step: 'build', path: 'vendor/lib', files: ['lib.c', 'lib.h'] },
      honest: 'The job of _build_ checks the submodule out, that of _lint_ does not',
      what: 'A file lies in the place of the submodule when _lint_ begins, which checks out none',
      wrong: { step: 'lint', place: 'before', adds: 'vendor/lib/lib.c' }
    }
  },
  {
    name: 'elsewhere',
    place: 'top',
    meaning:
      '`rules-only`: the layout carries its rules and not the check, for verifiers without this program. Building it lists what nobody checks then.',
    shows: 'news',
    run: {
      adds: { build: ['dist/index.js'] },
      what: 'The build leaves a file that nobody expects. Rules can say that, and every verifier refuses it by them',
      wrong: { step: 'build', place: 'inside', adds: 'evil.js' }
    }
  }
]
