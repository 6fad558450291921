// SPDX-License-Identifier: Apache-2.0
// The link of a step whose command ran in a working job: what the signing job finds by itself, and of the rest only what
// no one but the working job knows (see `WorkRecord`).
import { withConverted } from '../intoto/link/converted-files.ts'
import { withModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import { withRecordedBy } from '../intoto/link/recorded-by.ts'
import { readDirectoryNotes, withRecordedHalf, type RecordedHalf } from '../intoto/link/recording-notes.ts'
import { beginWork } from './begin-work.ts'
import { withCacheMode } from './cache-mode.ts'
import { claimedLeftOut } from './claimed-products.ts'
import { materialsRecorder } from './commit-recorder.ts'
import { compareBeginning } from './compare-beginning.ts'
import { NOTHING_CONVERTED } from './converted-products.ts'
import { linksTaken, type TakenProducts } from './taken-products.ts'
import { fetchRecord } from './fetch-record.ts'
import { checkHandOverArchive } from './hand-over-archive.ts'
import { selectProducts, withHandOver } from './hand-over.ts'
import { dependenciesByLink, installedByRecord } from './claimed-directories.ts'
import type { RecordedDirectories } from './installed-directories.ts'
import { signRefused } from './sign-refused.ts'
import type { LinkToSign, SignPlaces, SignPorts, WorkedStage } from './stage-to-sign.ts'
import { demandFiles } from './step-recording.ts'
import { checkWorkingDirectory } from './working-directory.ts'
import type { WorkRecord } from './work-record.ts'

/**
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, RECORDING_NOTHING, HAND_OVER_NOTHING,
 * WORKING_DIRECTORY_OUTSIDE, RECORD_, SOURCE_ and ARTIFACT_ codes
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
  // As begin does it, after what was taken over: a commit may hold a link outwards in that place.
  checkWorkingDirectory(workspace, stage.workingDirectory)
  const materials = materialsRecorder({
    recorder,
    workspace,
    source: stage.claims,
    known: taken?.converted ?? NOTHING_CONVERTED,
    runner,
    beside: (request) => checkout.record(request, 'recorded')
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
  const environment = withHandOver(link.environment, selected, record.handOver.artifact)
  return { link: { ...link, environment }, handedOver: selected.size }
}
