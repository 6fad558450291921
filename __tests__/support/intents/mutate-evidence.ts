// SPDX-License-Identifier: Apache-2.0
// What a link leaves out, says or does not say; links that are missing, too many, or somebody else's; other commits.
import { commitOf, gitId } from './honest-plan.ts'
import { lostLinks, withFile, withLinks, type HonestRun, type Mutation } from './mutation.ts'
import { seesSource, type PlainStep } from './plain-pipeline.ts'
import {
  isDirectory,
  type Files,
  type PlainClaim,
  type PlainHalf,
  type PlainLink,
  type PlainRecording,
  type PlainRun
} from './plain-run.ts'
import { simulate } from './simulate.ts'

type Change = readonly [what: string, change: (link: PlainLink) => PlainLink]

export function* evidenceMutations(honest: HonestRun): Generator<Mutation> {
  const { pipeline, run, chance } = honest
  for (const step of pipeline.steps) {
    if (step.inRules !== undefined) continue
    const links = run.links.get(step.name) ?? []
    const [link] = links
    if (link === undefined) continue
    const changes = [...recordings(honest, step, link), ...contents(step, link), ...claims(honest, step)]
    for (const [what, change] of changes)
      yield { kind: 'evidence', what, step: step.name, place: 'link', run: () => withLinks(run, step.name, change) }
    // Of several functionaries one alone says it; files of theirs agree, else their links are no evidence at all.
    if (links.length > 1)
      for (const [what, change] of changes) {
        const own = (): PlainRun =>
          withLinks(
            run,
            step.name,
            (link) => ({ ...change(link), materials: link.materials, products: link.products }),
            'first'
          )
        yield { kind: 'evidence', what: `${what}, by one functionary`, step: step.name, place: 'link', run: own }
      }
    yield lostLinks(run, [step.name])
    const another = chance.pick(
      pipeline.steps.filter(({ name, inRules }) => name !== step.name && inRules === undefined).concat(step)
    )
    yield* anothersLink(honest, step, siblingOf(honest, step) ?? another)
  }
  yield {
    kind: 'evidence',
    what: 'a link of no step',
    step: '',
    place: 'run',
    run: () => ({ ...run, strangers: ['extra'] })
  }
  yield {
    kind: 'evidence',
    what: 'another branch',
    step: '',
    place: 'run',
    run: () => ({ ...run, ref: 'refs/heads/evil/x' })
  }
  yield* commits(honest)
  yield* hiddenEverywhere(honest)
}

/** A leg of the same matrix: its name begins alike. */
function siblingOf({ pipeline, chance }: HonestRun, { name }: PlainStep): PlainStep | undefined {
  const stem = name.replace(/-[^-]*$/, '')
  const siblings = pipeline.steps.filter(
    (step) => step.name !== name && step.inRules === undefined && step.name.startsWith(`${stem}-`)
  )
  return siblings.length === 0 ? undefined : chance.pick(siblings)
}

function* anothersLink({ run }: HonestRun, { name }: PlainStep, other: PlainStep): Generator<Mutation> {
  const [theirs] = run.links.get(other.name) ?? []
  if (theirs === undefined || other.name === name) return
  const place = { step: name, place: 'link', kind: 'evidence' } as const
  yield { ...place, what: `the link of ${other.name}`, run: () => withLinks(run, name, () => theirs) }
  const renamed = (): PlainRun =>
    withLinks(run, name, (link) => ({
      ...theirs,
      name,
      command: link.command,
      definition: link.definition
    }))
  yield { ...place, what: `what ${other.name} recorded`, run: renamed }
}

function recordings({ pipeline, chance }: HonestRun, step: PlainStep, link: PlainLink): readonly Change[] {
  const { recording } = link
  if (recording === 'silent') return []
  const said = (what: string, changed: Partial<PlainRecording>): Change => [
    what,
    (link) => ({ ...link, recording: { ...recording, ...changed } })
  ]
  const { before, after } = recording
  const changes: Change[] = [
    ['silent about recording', (link) => ({ ...link, recording: 'silent' })],
    said('stripped prefixes', { others: { lstrip_paths: ['build/'] } }),
    said('normalised line ends', { others: { line_endings: 'normalised' } }),
    said('an unknown member', { others: { mystery: 'yes' } }),
    said('a half that nobody can read', { others: { products: ['.'] } }),
    said('a directory apart', { after: { ...after, unrecorded: [...after.unrecorded, 'dir:secret'] } })
  ]
  if (step.recording !== 'any') changes.push(...narrow(link, recording))
  if (step.addsSource !== true)
    changes.push(
      said('silent about scratch', { scratch: undefined }),
      said('scratch of a checkout', { scratch: 'checkout' }),
      said('scratch that lay there', { scratch: 'present' })
    )
  if (before !== undefined) {
    changes.push(said('no half before', { before: undefined }))
    const [line] = step.scratch ?? []
    if (line !== undefined) changes.push(said(`${line} lay there`, { before: hiding(before, line) }))
    const others = pipeline.steps.flatMap(({ scratch = [] }) => scratch)
    const foreign = chance.pick(['*.pyc', '*~', '*.link*', 'secret/', '.git', ...others])
    if (!(step.scratch ?? []).includes(foreign))
      changes.push(said(`hid ${foreign} before`, { before: hiding(before, foreign) }))
  }
  const [taken] = [...(before?.directories.keys() ?? [])]
  if (before !== undefined && taken !== undefined)
    changes.push(
      said('a line within a taken directory', {
        before: { ...before, directories: new Map([...before.directories, [taken, ['anything/']]]) }
      })
    )
  const [directory] = [...after.directories.keys()]
  if (directory !== undefined)
    changes.push(
      said('a line within a directory', {
        after: { ...after, directories: new Map([...after.directories, [directory, ['anything/']]]) }
      })
    )
  return [...changes, ...hidden({ chance }, link, recording)]
}

const hiding = (half: PlainHalf, line: string): PlainHalf => ({
  ...half,
  leftOut: new Map([...half.leftOut, [line, 1]])
})

/** One file hidden at one end or at both, or one more that nobody sees. */
function hidden({ chance }: Pick<HonestRun, 'chance'>, link: PlainLink, recording: PlainRecording): readonly Change[] {
  const changes: Change[] = []
  const { before, after } = recording
  const hide = (what: string, path: string, line: string, ends: readonly ('before' | 'after')[]): Change => [
    `${what} by ${line} ${ends.join(' and ')}`,
    (link) => ({
      ...link,
      materials: ends.includes('before') ? withFile(link.materials, path, undefined) : link.materials,
      products: ends.includes('after') ? withFile(link.products, path, undefined) : link.products,
      recording: {
        ...recording,
        before: before !== undefined && ends.includes('before') ? hiding(before, line) : before,
        after: ends.includes('after') ? hiding(after, line) : after
      }
    })
  ]
  const paths = [...link.products.keys()].filter((path) => !isDirectory(path))
  if (paths.length > 0) {
    const path = chance.pick(paths)
    const line = chance.pick([`/${path}`, path, `*${path.slice(-3)}`, path.split('/')[0] as string])
    changes.push(hide(`hidden ${path}`, path, line, ['after']))
    if (link.materials.has(path))
      changes.push(
        hide(`hidden ${path}`, path, line, ['before']),
        hide(`hidden ${path}`, path, line, ['before', 'after'])
      )
  }
  changes.push(hide('hidden evil', 'evil', 'evil', ['after']))
  return changes
}

/** Paths that see only a part, and what they then record. */
function narrow(link: PlainLink, recording: PlainRecording): readonly Change[] {
  const [first] = [...link.products.keys()].filter((path) => path.includes('/') && !isDirectory(path))
  const directory = first?.split('/')[0] ?? 'src'
  const within = (files: PlainLink['products']): PlainLink['products'] =>
    new Map([...files].filter(([path]) => path.startsWith(`${directory}/`)))
  const { before, after } = recording
  const only = (half: PlainHalf): PlainHalf => ({ ...half, paths: [directory] })
  return [
    [
      `products of ${directory} alone`,
      (link) => ({ ...link, products: within(link.products), recording: { ...recording, after: only(after) } })
    ],
    [
      `${directory} alone`,
      (link) => ({
        ...link,
        materials: within(link.materials),
        products: within(link.products),
        recording: {
          ...recording,
          before: before === undefined ? undefined : only(before),
          after: { ...only(after), unrecorded: [] }
        }
      })
    ],
    ['no paths', (link) => ({ ...link, recording: { ...recording, after: { ...after, paths: [] } } })]
  ]
}

/** Nothing recorded, another command, another definition, another kind of evidence. */
function contents(step: PlainStep, { command }: PlainLink): readonly Change[] {
  const changes: Change[] = [
    ['no products', (link) => ({ ...link, products: new Map() })],
    ['nothing recorded', (link) => ({ ...withoutMaterials(link), products: new Map() })],
    ['another name', (link) => ({ ...link, name: `${link.name}x` })]
  ]
  if (step.addsSource !== true) changes.push(['no materials', withoutMaterials])
  if (step.workingDirectory !== undefined)
    changes.push(['another working directory', (link) => ({ ...link, workingDirectory: 'evil' })])
  if (step.setup !== undefined) changes.push(['no set-up', (link) => ({ ...link, setup: undefined })])
  if (step.command !== undefined)
    changes.push(['another command', (link) => ({ ...link, command: [...command, '--evil'] })])
  if (step.definition !== undefined)
    changes.push(
      ['another definition', (link) => ({ ...link, definition: `sha256:${'e'.repeat(64)}` })],
      ['no definition', (link) => ({ ...link, definition: undefined })]
    )
  changes.push(
    ['a layout in its place', (link) => ({ ...link, kind: 'sublayout' })],
    ['a layout in rules in its place', (link) => ({ ...link, kind: 'sublayout in rules' })]
  )
  return changes
}

/** Who began with nothing left no installed directory apart. */
function withoutMaterials(link: PlainLink): PlainLink {
  const { recording } = link
  const nothing = { ...link, materials: new Map<string, string>() }
  if (recording === 'silent') return nothing
  return { ...nothing, recording: { ...recording, after: { ...recording.after, unrecorded: [] } } }
}

function claims({ pipeline, plan }: HonestRun, step: PlainStep): readonly Change[] {
  if (!seesSource(step)) return []
  const { truth } = plan
  const links = pipeline.steps.filter(seesSource).reduce((all, { threshold = 1 }) => all + threshold, 0)
  const claiming = (what: string, claim: PlainLink['claim']): Change => [
    what,
    (link) => ({ ...link, claim: withSubmodulesOf(link, claim) })
  ]
  const submodules = plan.submodules?.get(step.name) ?? new Map<string, Files>()
  return [
    claiming('no claim', undefined),
    claiming('a malformed claim', 'malformed'),
    claiming('a sparse checkout', 'sparse'),
    claiming('a claim of another commit', { ...truth, commit: gitId('another') }),
    // Where one link alone claims, nothing tells that its tree is another.
    ...(links > 1 ? [claiming('a claim of another tree', { ...truth, tree: gitId('another') })] : []),
    ...[...submodules].flatMap(([directory, files]): Change[] => {
      const others = new Map([...submodules].filter(([one]) => one !== directory))
      const other = new Map([...submodules, [directory, withFile(files, `${directory}/evil`, 'evil')]])
      const saying = (what: string, submodules: PlainClaim['submodules']): Change => [
        `${what} ${directory}`,
        (link) => ({ ...link, claim: { ...truth, ...(submodules === undefined ? {} : { submodules }) } })
      ]
      return [saying('claims other files of', other), saying('claims nothing of', others)]
    }),
    claiming('a claim of other files', { ...truth, files: withFile(truth.files, 'evil.txt', 'evil') })
  ]
}

/** What a link claims beside the commit itself. */
function withSubmodulesOf({ claim: own }: PlainLink, claim: PlainLink['claim']): PlainLink['claim'] {
  if (claim === undefined || typeof claim === 'string' || own === undefined || typeof own === 'string') return claim
  return own.submodules === undefined ? claim : { ...claim, submodules: own.submodules }
}

/** One file that no link has, each by the same line. */
function* hiddenEverywhere({ run, chance }: HonestRun): Generator<Mutation> {
  const all = new Set([...run.links.values()].flat().flatMap(({ products }) => [...products.keys()]))
  const paths = [...all].filter((path) => !isDirectory(path))
  if (paths.length === 0) return
  const path = chance.pick(paths)
  const hide = (link: PlainLink): PlainLink => {
    const { recording } = link
    if (recording === 'silent') return link
    const half = (half: PlainHalf, files: PlainLink['products']): PlainHalf =>
      files.has(path) ? hiding(half, path) : half
    const before = recording.before === undefined ? undefined : half(recording.before, link.materials)
    return {
      ...link,
      materials: withFile(link.materials, path, undefined),
      products: withFile(link.products, path, undefined),
      recording: { ...recording, before, after: half(recording.after, link.products) }
    }
  }
  const links = new Map([...run.links].map(([step, links]) => [step, links.map(hide)]))
  yield { kind: 'evidence', what: `${path} hidden everywhere`, step: '', place: 'run', run: () => ({ ...run, links }) }
}

/** All links of another commit, or that tell the same lie of this one. */
function* commits({ pipeline, plan, run }: HonestRun): Generator<Mutation> {
  const { truth } = plan
  const [path] = [...truth.files.keys()]
  const files: readonly (readonly [string, PlainClaim['files']])[] = [
    ['a file more', withFile(truth.files, 'evil.txt', 'evil')],
    ...(path === undefined ? [] : [[`other bytes in ${path}`, withFile(truth.files, path, 'evil')] as const])
  ]
  const place = { kind: 'evidence', step: '', place: 'run' } as const
  for (const [what, other] of files) {
    yield { ...place, what: `another commit, ${what}`, run: () => simulate(pipeline, plan, undefined, commitOf(other)) }
    yield {
      ...place,
      what: `a lie about source, ${what}`,
      run: () => simulate(pipeline, plan, undefined, { ...truth, files: other })
    }
    const claim: PlainClaim = { ...truth, files: other }
    const links = [...run.links].map(
      ([name, all]) =>
        [
          name,
          all.map((link) => (link.claim === undefined ? link : { ...link, claim: withSubmodulesOf(link, claim) }))
        ] as const
    )
    yield { ...place, what: `claims that lie, ${what}`, run: () => ({ ...run, links: new Map(links) }) }
  }
}
