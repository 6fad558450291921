// SPDX-License-Identifier: Apache-2.0
// The link of a step whose command ran in a working job: what the signing job finds by itself, and of the rest only what
// no one but the working job knows (see `WorkRecord`).
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { withConverted } from '../intoto/link/converted-files.ts'
import { withModes, type FileModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import { withRecordedBy } from '../intoto/link/recorded-by.ts'
import { withRecordedHalf, type RecordedHalf } from '../intoto/link/recording-notes.ts'
import { beginWork } from './begin-work.ts'
import { withCacheMode } from './cache-mode.ts'
import { claimedLeftOut } from './claimed-products.ts'
import { materialsRecorder } from './commit-recorder.ts'
import { compareBeginning } from './compare-beginning.ts'
import { layoutCopyOf } from './intents/layout-copy.ts'
import { beginPlannedWork, plannedWork } from './intents/planned-work.ts'
import { productsToHandOver } from './intents/products-to-hand-over.ts'
import { withFormsOfWork } from './forms-of-work.ts'
import type { StageTaken } from './taken-products.ts'
import { fetchRecord } from './fetch-record.ts'
import { checkHandOverArchive } from './hand-over-archive.ts'
import { withHandOver } from './hand-over.ts'
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
  told: WorkedStage,
  taken: StageTaken,
  places: SignPlaces,
  ports: SignPorts
): Promise<LinkToSign> {
  const stage = taken.planned === undefined ? told : plannedWork(told, taken.planned)
  const record = await fetchRecord(stage, places, ports)
  const directories = dependenciesByLink(stage, taken.links)
  const begun = await begin({ ...stage, directories }, { record, taken }, places, ports)
  compareBeginning(begun, record.claimed)
  const link = completed(begun, record, {
    paths: stage.products,
    leftOut: claimedLeftOut(record.claimed, stage),
    directories: installedByRecord(stage, record.claimed),
    unrecorded: [...directories.notes.keys()]
  })
  demandFiles(link)
  return withProductsHandedOver(stage, { link, record, taken }, ports)
}

/** The beginning of the step, as this job sees it; values of variables are the working job's. */
async function begin(
  stage: WorkedStage & { readonly directories: RecordedDirectories },
  { record, taken }: { readonly record: WorkRecord; readonly taken: StageTaken },
  { workspace }: SignPlaces,
  { recorder, runner, checkout }: SignPorts
): Promise<Link> {
  const { step, exclude } = stage
  const { planned } = taken
  if (planned === undefined) {
    const tracked = async (): Promise<readonly string[]> => (stage.source === 'commit' ? checkout.tracked() : [])
    const places = { workspace, home: '' }
    // The working job may not have looked. Packages lie there alone, so nothing is installed here.
    const linksByName = stage.claims === 'auto'
    const apart = new Set<string>()
    const scratch = await scratchPresent({ step, exclude, installs: [], apart, places, tracked, linksByName })
    if (scratch !== undefined) throw scratch
  }
  // As begin does it, after what was taken over: a commit may hold a link outwards in that place.
  checkWorkingDirectory(workspace, stage.workingDirectory)
  const materials = materialsRecorder({
    recorder,
    workspace,
    source: stage.claims,
    known: taken.known,
    runner,
    beside: (request, beside) => checkout.record(request, 'recorded', beside)
  })
  const work = { ...stage, variables: record.variables, taken: taken.tookOver }
  if (planned === undefined) return beginWork(materials, workspace, work)
  return beginPlannedWork(materials, workspace, { work, planned, placed: taken.placed })
}

function completed(begun: Link, record: WorkRecord, half: RecordedHalf): Link {
  const { products, modes, converted, byproducts, recordedBy, caches } = record
  const recorded = withRecordedHalf(withFormsOfWork(begun, record.claimed), 'products', half)
  const files = withConverted(withModes(recorded, 'products', modes), 'products', converted)
  const environment = withCacheMode(withRecordedBy(files, recordedBy), caches)
  return { ...begun, products, byproducts, environment }
}

const isLink = (modes: FileModes, path: string): boolean => modes.get(path as ArtifactPath) === 'symlink'

interface LinkOfWork {
  readonly link: Link
  readonly record: WorkRecord
  readonly taken: Pick<StageTaken, 'planned' | 'layout'>
}

/** What is handed over is decided by this job, and read from the archive that the working job stored. */
async function withProductsHandedOver(
  { step, handOver }: WorkedStage,
  { link, record, taken: { planned, layout } }: LinkOfWork,
  { artifacts, now }: SignPorts
): Promise<LinkToSign> {
  const sameInput = { hint: 'Give both jobs the same `hand-over`. Nothing is signed.' }
  const selected = productsToHandOver(link, handOver, planned?.plan)
  if (selected === undefined) {
    if (record.handOver === undefined) return { link, handedOver: 0 }
    throw signRefused(step, 'the working job handed products over, and the signing job was told of none', sameInput)
  }
  if (record.handOver === undefined)
    throw signRefused(step, 'the working job handed no products over, and the signing job was told of some', sameInput)
  await checkHandOverArchive({
    step,
    selected,
    converted: record.converted,
    note: record.handOver,
    storedBy: record.recordedBy,
    beside: layoutCopyOf(link, layout),
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
