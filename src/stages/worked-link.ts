// SPDX-License-Identifier: Apache-2.0
// The link of a step whose command ran in a working job: what the signing job finds by itself, and of the rest only what
// no one but the working job knows (see `WorkRecord`).
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { withConverted } from '../intoto/link/converted-files.ts'
import { withModes, type FileModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import { withRecordedBy } from '../intoto/link/recorded-by.ts'
import { readDirectoryNotes, withRecordedHalf, type RecordedHalf } from '../intoto/link/recording-notes.ts'
import { beginWork } from './begin-work.ts'
import { withCacheMode } from './cache-mode.ts'
import { claimedLeftOut } from './claimed-products.ts'
import { materialsRecorder } from './commit-recorder.ts'
import { compareBeginning } from './compare-beginning.ts'
import { NOTHING_KNOWN } from './known-of-commit.ts'
import { linksTaken, type TakenProducts } from './taken-products.ts'
import { fetchRecord } from './fetch-record.ts'
import { checkHandOverArchive } from './hand-over-archive.ts'
import { selectProducts, withHandOver } from './hand-over.ts'
import { dependenciesByLink, installedByRecord } from './claimed-directories.ts'
import type { RecordedDirectories } from './installed-directories.ts'
import { scratchPresent } from './scratch-present.ts'
import { signRefused } from './sign-refused.ts'
import type { LinkToSign, SignPlaces, SignPorts, WorkedStage } from './stage-to-sign.ts'
import { demandFiles } from './step-recording.ts'
import { checkWorkingDirectory } from './working-directory.ts'
import type { WorkRecord } from './work-record.ts'

/**
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, RECORDING_NOTHING, HAND_OVER_NOTHING,
 * WORKING_DIRECTORY_OUTSIDE, SCRATCH_PRESENT, RECORD_, SOURCE_ and ARTIFACT_ codes
 */
export async function linkOfWork(
  stage: WorkedStage,
  taken: TakenProducts | undefined,
  places: SignPlaces,
  ports: SignPorts
): Promise<LinkToSign> {
  const record = await fetchRecord(stage, places, ports)
  const directories = dependenciesByLink(stage, taken?.link)
  const begun = await begin({ ...stage, directories }, { record, taken }, places, ports)
  compareBeginning(begun, record.claimed)
  const link = completed(begun, record, {
    paths: stage.products,
    leftOut: claimedLeftOut(record.claimed, stage),
    directories: installedByRecord(stage, record.claimed),
    unrecorded: [...directories.notes.keys()]
  })
  demandFiles(link)
  return withProductsHandedOver(stage, link, record, ports)
}

/** The beginning of the step, as this job sees it; values of variables are the working job's. */
async function begin(
  stage: WorkedStage & { readonly directories: RecordedDirectories },
  { record, taken }: { readonly record: WorkRecord; readonly taken: TakenProducts | undefined },
  { workspace }: SignPlaces,
  { recorder, runner, checkout }: SignPorts
): Promise<Link> {
  const tracked = async (): Promise<readonly string[]> => (stage.source === 'commit' ? checkout.tracked() : [])
  const places = { workspace, home: '' }
  const { step, exclude } = stage
  // The working job may not have looked. Packages lie there alone, so nothing is installed here.
  const linksByName = stage.claims === 'auto'
  const scratch = await scratchPresent({ step, exclude, installs: [], apart: new Set(), places, tracked, linksByName })
  if (scratch !== undefined) throw scratch
  // As begin does it, after what was taken over: a commit may hold a link outwards in that place.
  checkWorkingDirectory(workspace, stage.workingDirectory)
  const materials = materialsRecorder({
    recorder,
    workspace,
    source: stage.claims,
    known: taken?.known ?? NOTHING_KNOWN,
    runner,
    beside: (request, beside) => checkout.record(request, 'recorded', beside)
  })
  return beginWork(materials, workspace, { ...stage, variables: record.variables, taken: linksTaken(taken) })
}

function completed(begun: Link, record: WorkRecord, half: RecordedHalf): Link {
  const { products, modes, converted, byproducts, recordedBy, caches } = record
  const recorded = withRecordedHalf(begun.environment, 'products', half)
  const files = withConverted(withModes(recorded, 'products', modes), 'products', converted)
  const environment = withCacheMode(withRecordedBy(files, recordedBy), caches)
  return { ...begun, products, byproducts, environment }
}

const isLink = (modes: FileModes, path: string): boolean => modes.get(path as ArtifactPath) === 'symlink'

/** What is handed over is decided by this job's patterns, and read from the archive that the working job stored. */
async function withProductsHandedOver(
  { step, handOver }: WorkedStage,
  link: Link,
  record: WorkRecord,
  { artifacts, now }: SignPorts
): Promise<LinkToSign> {
  const sameInput = { hint: 'Give both jobs the same `hand-over`. Nothing is signed.' }
  if (handOver.length === 0) {
    if (record.handOver === undefined) return { link, handedOver: 0 }
    throw signRefused(step, 'the working job handed products over, and the signing job was told of none', sameInput)
  }
  if (record.handOver === undefined)
    throw signRefused(step, 'the working job handed no products over, and the signing job was told of some', sameInput)
  const selected = selectProducts(record.products, handOver, readDirectoryNotes(link.environment, 'products'))
  await checkHandOverArchive({
    step,
    selected,
    converted: record.converted,
    note: record.handOver,
    storedBy: record.recordedBy,
    artifacts,
    now
  })
  const { artifact, links } = record.handOver
  const odd = links.find((path) => !selected.has(path as ArtifactPath) || !isLink(record.modes, path))
  if (odd !== undefined)
    throw signRefused(step, `its record calls ${quoteUntrusted(odd)} a symbolic link, and it is no product that is one`)
  const environment = withHandOver(link.environment, selected, artifact, links)
  return { link: { ...link, environment }, handedOver: selected.size }
}
