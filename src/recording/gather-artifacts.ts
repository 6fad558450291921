// SPDX-License-Identifier: Apache-2.0
// The artifacts of a recording, once all digests are there.
import { tableOfNames } from '../intoto/artifacts/artifact-table.ts'
import { digestPairs, type ArtifactPath, type Artifacts, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import type { ConvertedFiles } from '../intoto/link/converted-files.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nameHint } from './artifact-names.ts'
import { RecordingError } from './codes.ts'
import type { FileDigests } from './file-digests.ts'
import type { DigestsOf, Plan } from './plan.ts'

/** Bytes of SHA-256. */
const BYTES = 32

/** An artifact, and the file that it is, by its place among all files of the plans; or its own digests. */
interface Gathered {
  readonly names: ArtifactPath[]
  readonly from: (number | DigestSet)[]
}

/** Artifacts under their names, in order of code points. @throws RECORD_NAME_TAKEN */
export function gatherArtifacts(plans: readonly Plan[], digests: FileDigests): Artifacts {
  const gathered = sorted(gather(plans, digests.of))
  const { names, from } = withoutRepeated(gathered, digests.of)
  const { copySha256 } = digests
  if (copySha256 === undefined || !names.every(isAscii))
    return artifactsOf(names.map((name, index) => [name, digestsAt(from, index, digests.of)] as const))
  const bytes = Buffer.from(new ArrayBuffer(names.length * BYTES))
  for (const [index, file] of from.entries()) {
    if (typeof file === 'number') copySha256(file, bytes, index * BYTES)
    else bytes.write(digestPairs(file)[0]?.[1] as string, index * BYTES, 'hex')
  }
  return tableOfNames(names, new Uint8Array(bytes.buffer))
}

/** Files that are recorded by other digests than those of their bytes, with these, in order of code points. */
export function gatherConverted(plans: readonly Plan[], { of, onDisk }: FileDigests): ConvertedFiles {
  if (onDisk === undefined) return new Map()
  const recorded = gather(plans, of)
  const { names, from } = gather(plans, onDisk)
  const differing = names.flatMap((name, index): [ArtifactPath, DigestSet][] => {
    const disk = digestsAt(from, index, onDisk)
    return disk === digestsAt(recorded.from, index, of) ? [] : [[name, disk]]
  })
  differing.sort(([a], [b]) => compareCodePoints(a, b))
  return new Map(differing.map(([name, digests]) => [name, digestPairs(digests)[0]?.[1] as string]))
}

function gather(plans: readonly Plan[], of: DigestsOf): Gathered {
  const gathered: Gathered = { names: [], from: [] }
  let first = 0
  for (const { artifacts, files } of plans) {
    const before = first
    first += files.length
    if (artifacts.kind === 'one') {
      gathered.names.push(artifacts.name)
      gathered.from.push(artifacts.digests((file) => of(before + file)))
      continue
    }
    for (const [file, name] of artifacts.names.entries()) {
      gathered.names.push(name)
      gathered.from.push(before + file)
    }
  }
  return gathered
}

const digestsAt = (from: Gathered['from'], index: number, of: DigestsOf): DigestSet => {
  const file = from[index] as number | DigestSet
  return typeof file === 'number' ? of(file) : file
}

/** Directories are walked in order, so there is mostly nothing to sort. */
function sorted({ names, from }: Gathered): Gathered {
  if (names.every((name, index) => index === 0 || compareCodePoints(names[index - 1] as string, name) <= 0))
    return { names, from }
  const order = names.map((_, index) => index)
  order.sort((a, b) => compareCodePoints(names[a] as string, names[b] as string))
  return {
    names: order.map((index) => names[index] as ArtifactPath),
    from: order.map((index) => from[index] as number | DigestSet)
  }
}

/** One file may be named in two ways; two things of one name, a file `dir:a` and the directory `a`, may not be. */
function withoutRepeated({ names, from }: Gathered, of: DigestsOf): Gathered {
  if (names.every((name, index) => index === 0 || names[index - 1] !== name)) return { names, from }
  const once: Gathered = { names: [], from: [] }
  for (const [index, name] of names.entries()) {
    if (index > 0 && names[index - 1] === name) {
      if (digestsAt(from, index - 1, of) === digestsAt(from, index, of)) continue
      throw new RecordingError(
        'RECORD_NAME_TAKEN',
        `Two things would be recorded as ${quoteUntrusted(name)}, with different digests.`,
        { hint: nameHint(name) }
      )
    }
    once.names.push(name)
    once.from.push(from[index] as number | DigestSet)
  }
  return once
}

// eslint-disable-next-line no-control-regex -- all of ASCII
const ASCII = /^[\x00-\x7f]*$/

const isAscii = (name: string): boolean => ASCII.test(name)
