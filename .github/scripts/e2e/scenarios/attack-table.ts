// SPDX-License-Identifier: Apache-2.0
// What the code of a stage in isolation, or another job of its run, does to what the stage records.
import { forge, FORGERIES } from '../attack/forgeries.ts'
import { sha256, type GitHubServer, type ServedArtifact } from '../github-server.ts'
import { replace } from '../harness.ts'
import { unzip, zip } from '../zip.ts'

export interface Attack {
  readonly name: string
  /** What the command of the stage does besides its work, in bash. */
  readonly command?: string
  /** What the code before the command does. */
  readonly setup?: string
  /** What is said of the step in place of the truth. */
  readonly forgery?: string
  /** What happens to workflow artifacts when one was stored; true where it did something. */
  readonly stored?: (artifact: ServedArtifact, server: GitHubServer) => boolean
  /** Files that the attack leaves. */
  readonly canaries: readonly string[]
  /** The honest link, or no link and this in the log. Both where it is a race. */
  readonly ends: readonly ('honest' | RegExp)[]
  /** How often it is tried while it comes too late, which leaves the honest link. One that never comes in time has failed. */
  readonly tries?: number
}

const REFUSED = /#sign_refused/
const STEERED = /#environment_changed/
const DIFFERS = /#sign_materials_differ/
const CHANGED = /#(hand_over_changed|record_file_changed)/

const forgeWhatIsWritten = '"$ATTACKS/forge-what-is-written.ts"'

/** What a forged record ends in, where it is not refused for what it says. */
const FORGERY_ENDS: Readonly<Record<string, Attack['ends']>> = {
  'material changed': [DIFFERS],
  'material added': [DIFFERS],
  'material removed': [DIFFERS],
  'no materials': [DIFFERS],
  // Nobody asks for these.
  'mode of a material': ['honest'],
  // Word of the work, and marked as such.
  'run.runner': ['honest']
}

/** Each thing that a record can say is forged by an end of the stage that was exchanged. */
const FORGED: readonly Attack[] = Object.keys(FORGERIES).map((forgery) => ({
  name: `the end of the stage is exchanged and forges: ${forgery}`,
  command: `node "$ATTACKS/exchange-suite.ts" dist/end.mjs ${forgeWhatIsWritten}`,
  forgery,
  canaries: ['exchanged dist end.mjs', 'loaded dist end.mjs', 'forged what is written'],
  ends: FORGERY_ENDS[forgery] ?? [REFUSED]
}))

/** Of so many forgeries each run tries one, since the tests of the signing job try every change of a record. */
const SHARES = 5

/** The forgeries of one share; all of them where none is named. */
function forgeriesOf(share: number | undefined): readonly Attack[] {
  return share === undefined ? FORGED : FORGED.filter((_forgery, index) => index % SHARES === share % SHARES)
}

/**
 * Attacks on a stage that checks out.
 *
 * @param suite the files of the suite
 * @param share a number that chooses which forgeries are tried; undefined tries all
 */
export function attacks(suite: readonly string[], share: number | undefined): readonly Attack[] {
  const exchanged = suite.map((file) => `exchanged ${file.replaceAll('/', ' ')}`)
  return [
    {
      name: 'lines are appended to all files of commands',
      command: 'node "$ATTACKS/append-to-commands.ts" once',
      canaries: ['appended'],
      ends: ['honest']
    },
    {
      name: 'lines are appended to all files of commands until the job is over',
      command: 'node "$ATTACKS/append-to-commands.ts" always',
      canaries: ['appended', 'went on until the end of the stage'],
      // A file that grows while it is read makes the runner give up, and with it the job.
      ends: ['honest', REFUSED, /archive\/tar: write too long/]
    },
    {
      name: 'the event is exchanged',
      command: 'node "$ATTACKS/exchange-event.ts"',
      canaries: ['exchanged the event'],
      ends: ['honest']
    },
    {
      name: 'every file of the suite is exchanged',
      command: `node "$ATTACKS/exchange-suite.ts" "**/*" ${forgeWhatIsWritten}`,
      canaries: [...exchanged, 'loaded dist end.mjs', 'forged what is written'],
      ends: [DIFFERS]
    },
    {
      name: 'every file of the suite is exchanged before the command runs',
      setup: `node "$ATTACKS/exchange-suite.ts" "**/*" ${forgeWhatIsWritten}`,
      canaries: [...exchanged, 'loaded dist end.mjs', 'forged what is written'],
      ends: [DIFFERS]
    },
    {
      name: 'node is exchanged and forges what the end of the stage reads',
      command: 'node "$ATTACKS/exchange-program.ts" node "$ATTACKS/forge-what-is-read.ts"',
      canaries: ['node started', 'forged what is read'],
      ends: [DIFFERS]
    },
    {
      name: 'node is exchanged and forges what the end of the stage writes',
      command: `node "$ATTACKS/exchange-program.ts" node ${forgeWhatIsWritten}`,
      canaries: ['node started', 'forged what is written'],
      ends: [DIFFERS]
    },
    {
      name: 'git is exchanged and lies',
      command: 'node "$ATTACKS/exchange-program.ts" git && git rev-parse HEAD',
      canaries: ['git started'],
      ends: [STEERED]
    },
    {
      name: 'the unsigned record is rewritten before it is stored',
      command: 'node "$ATTACKS/rewrite-record.ts"',
      canaries: ['rewrote the record', 'went on until the end of the stage'],
      ends: [DIFFERS],
      tries: 5
    },
    {
      name: 'the unsigned record is stored again by its job, which tells so',
      command: 'node "$ATTACKS/exchange-program.ts" node "" "$ATTACKS/store-again.ts" told',
      canaries: ['node started', 'stored again'],
      ends: [DIFFERS]
    },
    {
      name: 'the unsigned record is stored again by its job, which says nothing',
      command: 'node "$ATTACKS/exchange-program.ts" node "" "$ATTACKS/store-again.ts" silent',
      canaries: ['node started', 'stored again'],
      ends: [REFUSED]
    },
    {
      name: 'the unsigned record is stored again by another job',
      stored: (artifact, server) => {
        if (!artifact.name.startsWith('in-toto-unsigned.')) return false
        server.remove(artifact)
        server.add(artifact.run, artifact.name, forgedArchive(artifact))
        return true
      },
      canaries: [],
      ends: [REFUSED]
    },
    {
      name: 'the unsigned record is replaced where it is stored, with a digest that fits',
      stored: (artifact) => {
        if (!artifact.name.startsWith('in-toto-unsigned.')) return false
        const archive = forgedArchive(artifact)
        Object.assign(artifact, { zip: archive, digest: sha256(archive) })
        return true
      },
      canaries: [],
      ends: [REFUSED]
    },
    {
      name: 'the products are replaced where they are stored, with a digest that fits',
      stored: (artifact) => {
        if (!artifact.name.startsWith('in-toto-products.')) return false
        replaceGreeting(artifact)
        return true
      },
      canaries: [],
      ends: [REFUSED]
    },
    {
      name: 'a process goes on and changes the workspace',
      command: 'node "$ATTACKS/keep-writing.ts" "$GITHUB_WORKSPACE" "**/*"',
      canaries: ['kept writing', 'went on until the end of the stage'],
      ends: ['honest', REFUSED, CHANGED]
    },
    {
      name: 'a process goes on and changes what the runner keeps for its steps',
      command: 'node "$ATTACKS/keep-writing.ts" "$RUNNER_TEMP" "**/*"',
      canaries: ['kept writing', 'went on until the end of the stage'],
      ends: [/#recording_tampered/]
    },
    {
      name: 'a process goes on and changes what the end of the stage writes',
      command: 'node "$ATTACKS/keep-writing.ts" "$RUNNER_TEMP" "in-toto-*/**/*"',
      canaries: ['kept writing', 'went on until the end of the stage'],
      ends: ['honest', REFUSED, DIFFERS, CHANGED]
    },
    ...forgeriesOf(share)
  ]
}

/** Attacks on a stage that takes over what an earlier one checked out. */
export const ATTACKS_ON_TAKE_OVER: readonly Attack[] = [
  {
    name: 'what is taken over: the end of the stage is exchanged and forges a material',
    command: `node "$ATTACKS/exchange-suite.ts" dist/end.mjs ${forgeWhatIsWritten}`,
    canaries: ['exchanged dist end.mjs', 'loaded dist end.mjs', 'forged what is written'],
    ends: [DIFFERS]
  },
  {
    name: 'what is taken over: the products of the earlier stage are replaced after the command ran',
    stored: afterTheWork('in-toto-products.checkout.', replaceGreeting),
    canaries: [],
    ends: [/#take_over_/]
  },
  {
    name: 'what is taken over: the products of the earlier stage are gone after the command ran',
    stored: afterTheWork('in-toto-products.checkout.', (artifact, server) => server.remove(artifact)),
    canaries: [],
    ends: [/#take_over_/]
  },
  {
    name: 'what is taken over: the link of the earlier stage is replaced after the command ran',
    stored: afterTheWork('in-toto.checkout.', (artifact) =>
      replace(artifact, ({ content }) =>
        Buffer.from(
          Buffer.from(content)
            .toString()
            .replace(/"payload":"[^"]{40}/, '"payload":"')
        )
      )
    ),
    canaries: [],
    ends: [/#take_over_|#json_|#bundle_|#envelope_/]
  }
]

/** Does something to an artifact of an earlier stage when the work of the later one is done, as that job could. */
function afterTheWork(
  prefix: string,
  change: (artifact: ServedArtifact, server: GitHubServer) => void
): NonNullable<Attack['stored']> {
  return ({ name, run }, server) => {
    const target = server.artifacts.find((artifact) => artifact.run === run && artifact.name.startsWith(prefix))
    if (!name.startsWith('in-toto-unsigned.build.') || target === undefined) return false
    change(target, server)
    return true
  }
}

function replaceGreeting(artifact: ServedArtifact): void {
  replace(artifact, ({ name, content }) => (name.endsWith('greet.mjs') ? Buffer.from('evil()\n') : content))
}

function forgedArchive(artifact: ServedArtifact): Buffer {
  return zip(
    unzip(artifact.zip).map((entry) => ({
      ...entry,
      content: Buffer.from(forge(Buffer.from(entry.content).toString(), 'material changed') ?? '')
    }))
  )
}
