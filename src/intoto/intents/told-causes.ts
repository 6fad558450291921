// SPDX-License-Identifier: Apache-2.0
// What else the links of a run say of a difference: where the bytes of a file lie that is missing, what a step left behind
// on purpose, and what an earlier run of the same step made.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { sha256In, type ArtifactPath, type DigestSet } from '../artifacts/artifacts.ts'
import type { TakenFiles } from './begin-differences.ts'
import { areSameBytes, isDirectory, type Files } from './files.ts'
import type { Finding, Saying } from './finding.ts'
import { hiddenBy } from './hidden-by.ts'
import type { StepIntents } from './intents.ts'
import { readRecording } from './recording-facts.ts'
import { lineWith } from './layout-lines.ts'
import { patternsFor } from './offered-patterns.ts'
import type { StepRecord } from './step-record.ts'
import { ofNoCheckout, ofOtherCommit } from './submodule-causes.ts'

export interface CauseContext {
  readonly record: StepRecord
  readonly step: StepIntents
  readonly records: ReadonlyMap<string, StepRecord>
  /** What the step was to begin with; nothing where that is not known. */
  readonly taken: readonly TakenFiles[]
  /** The files of the commit, where they are known. */
  readonly source: () => Files | undefined
  /** Git's ids of the commits of its submodules by path, where the repository told. */
  readonly committed: ReadonlyMap<string, string> | undefined
}

/** Findings of one step that tell more, each where it is told. */
export function withCauses(findings: readonly Finding[], context: CauseContext): Finding[] {
  const missing = findings.find(({ code }) => code === 'TAKES_MISSING')?.files ?? []
  const extra = findings.find(({ code }) => code === 'TAKES_EXTRA')?.files ?? []
  const causes: Readonly<Partial<Record<Finding['code'], Cause>>> = {
    TAKES_EXTRA: (saying, files) =>
      ofOtherCommit(saying, files, context) ??
      ofMoved(saying, files, { ...context, missing }) ??
      ofOwn(saying, files, context) ??
      ofScratch(saying, files, context) ??
      ofRewritten(saying, files, context),
    TAKES_MISSING: (saying, files) =>
      ofNoCheckout(saying, files, context) ?? ofLost(saying, files, { ...context, extra }),
    TAKES_DIFFERS: (saying, files) => ofOtherCommit(saying, files, context),
    CHANGED_UNEXPECTED: (saying, files) => ofCommit(saying, files, context)
  }
  return findings.map((finding) => {
    const cause = causes[finding.code]
    return cause === undefined
      ? finding
      : { ...finding, say: (files) => withCause(finding.say(files), files.filter(isFile), cause) }
  })
}

/** Undefined where it says nothing of the files. */
type Cause = (saying: Saying, files: readonly string[]) => Saying | undefined

const isFile = (path: string): boolean => !isDirectory(path)

function withCause(saying: Saying, files: readonly string[], cause: Cause): Saying {
  return cause(saying, files) ?? saying
}

/** A file that is missing lies there under another name. */
function ofMoved(
  saying: Saying,
  files: readonly string[],
  { record, taken, missing }: CauseContext & { readonly missing: readonly string[] }
): Saying | undefined {
  if (missing.length === 0) return undefined
  const wanted = new Set(missing)
  const named = new Map<string | undefined, string>()
  for (const one of taken)
    for (const [path, digests] of one.files) if (wanted.has(path)) named.set(sha256In(digests), path)
  // What has no such digest is not known to be the same.
  named.delete(undefined)
  for (const file of files) {
    const lost = named.get(sha256In(record.link.materials.get(file as ArtifactPath) as DigestSet))
    if (lost === undefined) continue
    const sameName = lastName(lost) === lastName(file)
    const cure = sameName
      ? 'If it is meant to lie there, say so with `from` and `into` at what the step takes, and sign the layout again.'
      : 'If it is meant to be renamed, let a step do that which says so with `adds` and `removes`.'
    return {
      ...saying,
      hint: `${quoteUntrusted(file)} has the bytes of ${quoteUntrusted(lost)}, which is missing: was it renamed or moved? ${cure} Else put it where the step takes it from.`
    }
  }
  return undefined
}

/** The same from the other side: without it, what is missing would be offered to be taken no more. */
function ofLost(
  saying: Saying,
  files: readonly string[],
  { record, taken, extra }: CauseContext & { readonly extra: readonly string[] }
): Saying | undefined {
  if (extra.length === 0) return undefined
  const wanted = new Set(files)
  const there = new Map<string | undefined, string>()
  for (const file of extra) there.set(sha256In(record.link.materials.get(file as ArtifactPath) as DigestSet), file)
  there.delete(undefined)
  for (const one of taken)
    for (const [path, digests] of one.files) {
      const found = wanted.has(path) ? there.get(sha256In(digests)) : undefined
      if (found !== undefined)
        return {
          ...saying,
          hint: `The bytes of ${quoteUntrusted(path)} lie at ${quoteUntrusted(found)}: was it renamed or moved? Put it back before the step begins, or let the layout say where it goes.`
        }
    }
  return undefined
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** What the step is to add lies there, and no step above made it. */
function ofOwn(saying: Saying, files: readonly string[], { record, step, records }: CauseContext): Saying | undefined {
  const patterns = [...step.adds, ...step.mayAdd]
  const own = files.filter((file) => patterns.some((pattern) => pattern.matches(file)))
  const [first] = own
  if (first === undefined || own.some((file) => isOfStepAbove(file, record, records))) return undefined
  const more = own.length === 1 ? 'is' : `and ${own.length - 1} more are`
  const them = own.length === 1 ? 'it' : 'them'
  const what = `${quoteUntrusted(first)} ${more} what "${step.name}" itself adds: an earlier run of it left ${them} there. Remove ${them} before you run the step again.`
  return { ...saying, hint: own.length === files.length ? what : `${what} ${saying.hint}` }
}

function isOfStepAbove(file: string, record: StepRecord, records: ReadonlyMap<string, StepRecord>): boolean {
  const digests = record.link.materials.get(file as ArtifactPath) as DigestSet
  for (const [name, { link }] of records) {
    if (name === record.name) break
    const there = link.products.get(file as ArtifactPath)
    if (there !== undefined && areSameBytes(there, digests)) return true
  }
  return false
}

/** The last step above that ended with a file of that name. */
function lastWith(file: string, record: StepRecord, records: ReadonlyMap<string, StepRecord>): string | undefined {
  let last: string | undefined
  for (const [name, { link }] of records) {
    if (name === record.name) break
    if (link.products.has(file as ArtifactPath)) last = name
  }
  return last
}

/** A step above made a file of that name, which was written again since. */
function ofRewritten(saying: Saying, files: readonly string[], { record, records }: CauseContext): Saying | undefined {
  const file = files.find((one) => !isOfStepAbove(one, record, records) && lastWith(one, record, records) !== undefined)
  if (file === undefined) return undefined
  const by = lastWith(file, record, records) as string
  return {
    ...saying,
    hint: `Step "${by}" ended with ${quoteUntrusted(file)}, with other bytes: find out what wrote it again between that and "${record.name}". ${saying.hint}`
  }
}

/** A step above left it behind, where nobody recorded it. Where one ended with the file, that one comes first. */
function ofScratch(saying: Saying, all: readonly string[], { record, records }: CauseContext): Saying | undefined {
  const files = all.filter((file) => lastWith(file, record, records) === undefined)
  for (const [name, { link }] of records) {
    if (name === record.name) break
    const facts = readRecording(link.environment)
    for (const line of 'unsaid' in facts ? [] : facts.products.leftOut) {
      const [file] = hiddenBy(line, files)
      if (file === undefined || link.products.has(file as ArtifactPath)) continue
      return {
        ...saying,
        hint: `Step "${name}" left out of its recording what the line ${quoteUntrusted(line)} fits, as ${quoteUntrusted(file)} does. If it left that behind, let it remove it before it ends, or run "${record.name}" in a checkout of its own. What later steps need of it, "${name}" adds: write a pattern for it under \`may-add\` there, in place of the line of scratch, and sign the layout again.`
      }
    }
  }
  return undefined
}

/** A file that tools write again lies in the commit as well. */
function ofCommit(saying: Saying, files: readonly string[], { step, source }: CauseContext): Saying | undefined {
  if (step.addsSource) return undefined
  const wanted = new Set(files)
  for (const [path] of source() ?? [])
    if (wanted.has(path))
      return {
        ...saying,
        hint: `${saying.hint} ${quoteUntrusted(path)} is a file of the commit; if it is generated, take it out of git, \`git rm -- ${escapeUntrusted(shellText(path))}\`, commit that${saidAsAdded(step, path)}.`
      }
  return undefined
}

/** What the step has to say then, since the file is new in it. */
function saidAsAdded(step: StepIntents, path: string): string {
  if ([...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(path))) return ''
  const line = lineWith(step, 'adds', patternsFor([path]))
  return line === undefined ? '' : `, and write ${line} at the step that makes it, in a new run`
}

/** One word of a shell. */
function shellText(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
