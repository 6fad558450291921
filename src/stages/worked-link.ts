// SPDX-License-Identifier: Apache-2.0
// The link of a step whose command ran in a working job: what the signing job finds by itself, and of the rest only what
// no one but the working job knows (see `WorkRecord`).
import { withModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import { withRecordedBy } from '../intoto/link/recorded-by.ts'
import { readDirectoryNotes, withRecordedHalf, type RecordedHalf } from '../intoto/link/recording-notes.ts'
import { beginWork } from './begin-work.ts'
import { withCacheMode } from './cache-mode.ts'
import { claimedLeftOut } from './claimed-products.ts'
import { compareBeginning } from './compare-beginning.ts'
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
 * @param takenOver the link of the step whose products were taken over
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, RECORDING_NOTHING, HAND_OVER_NOTHING,
 * WORKING_DIRECTORY_OUTSIDE, SCRATCH_PRESENT, RECORD_ and ARTIFACT_ codes
 */
export async function linkOfWork(
  stage: WorkedStage,
  places: SignPlaces,
  ports: SignPorts,
  takenOver?: Link
): Promise<LinkToSign> {
  const record = await fetchRecord(stage, places, ports)
  const directories = dependenciesByLink(stage, takenOver)
  const begun = await begin({ ...stage, directories }, record, places, ports)
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
  { variables }: WorkRecord,
  { workspace }: SignPlaces,
  { recorder, checkout }: SignPorts
): Promise<Link> {
  const tracked = async (): Promise<readonly string[]> =>
    stage.source === 'commit' ? (await checkout.tracked()).paths : []
  const places = { workspace, home: '' }
  const { step, exclude } = stage
  // The working job may not have looked. Packages lie there alone, so nothing is installed here.
  const scratch = await scratchPresent({ step, exclude, installs: [], apart: new Set(), places, tracked })
  if (scratch !== undefined) throw scratch
  // As begin does it, after what was taken over: a commit may hold a link outwards in that place.
  checkWorkingDirectory(workspace, stage.workingDirectory)
  return beginWork(recorder, workspace, { ...stage, variables })
}

function completed(
  begun: Link,
  { products, modes, byproducts, recordedBy, caches }: WorkRecord,
  half: RecordedHalf
): Link {
  const recorded = withRecordedHalf(begun.environment, 'products', half)
  const environment = withCacheMode(withRecordedBy(withModes(recorded, 'products', modes), recordedBy), caches)
  return { ...begun, products, byproducts, environment }
}

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
    note: record.handOver,
    storedBy: record.recordedBy,
    artifacts,
    now
  })
  const environment = withHandOver(link.environment, selected, record.handOver.artifact)
  return { link: { ...link, environment }, handedOver: selected.size }
}
