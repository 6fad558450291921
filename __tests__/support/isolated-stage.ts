// SPDX-License-Identifier: Apache-2.0
// An isolated stage in memory: what its working job recorded and stored, and the job that signs. Everything of the
// working job can be replaced, as a hostile command could.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { zip, type ZipEntry } from '../../.github/scripts/e2e/zip.ts'
import { hashZip, unzip } from '../../src/github/unzip.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf as artifactsOfPairs } from '../../src/intoto/artifacts/build-artifacts.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { comparableRecording } from '../../src/intoto/link/recording-notes.ts'
import type { RunBinding } from '../../src/intoto/link/run-binding.ts'
import type { SourceClaim } from '../../src/intoto/link/source-claim.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import { linkToSign } from '../../src/stages/link-to-sign.ts'
import type { ArtifactReference } from '../../src/stages/find-artifact.ts'
import type { Checkout, CheckoutStage, LinkToSign, SignPorts, WorkedStage } from '../../src/stages/stage-to-sign.ts'
import type { HashingArtifacts, StoredArtifact } from '../../src/stages/workflow-artifacts.ts'
import { directoryWith } from './directory.ts'
import { recordOnce } from './record-once.ts'

export const COMMIT = 'c'.repeat(40)
export const sha = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** The files of the commit, which both jobs check out. */
export const SOURCE = { Makefile: 'all:\n', 'src/a.js': 'alpha', 'src/b.js': 'beta' }
/** What the command makes. */
export const MADE = { 'dist/a.js': 'ALPHA', 'dist/run.sh': '#!/bin/sh\n', 'log.txt': 'done\n' }
/** The patterns of `hand-over`. */
export const PATTERNS = ['dist/**']

type Files = Readonly<Record<string, string>>
type Json = Record<string, unknown>

const digests = (files: Files): Json =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { sha256: sha(text) }]))

export const RUN: RunBinding = {
  id: '7',
  attempt: '1',
  repository: 'o/r',
  repository_id: '1',
  commit: COMMIT,
  ref: 'refs/heads/main',
  workflow: 'o/r/.github/workflows/ci.yml@refs/heads/main',
  event: 'push',
  actor_id: '9'
}

/** A workflow artifact as the service has it. */
export interface Stored {
  readonly id: string
  readonly name: string
  readonly zip: Uint8Array
  /** What the service tells; by default that of the archive. */
  readonly digest?: string | undefined
}

/** What the working job left behind. */
export interface Work {
  /** The payload of the unsigned record. */
  readonly record: Json
  /** The files that it handed over; undefined for none. */
  readonly archive: readonly ZipEntry[] | undefined
  /** The outputs of the working job. */
  readonly outputs: ArtifactReference
  readonly stored: readonly Stored[]
}

const handedOver = (): Files => ({ 'dist/a.js': MADE['dist/a.js'], 'dist/run.sh': MADE['dist/run.sh'] })

function artifactsOfFiles(files: Files): Artifacts {
  return artifactsOfPairs(
    Object.entries(files).map(([path, text]) => [path as ArtifactPath, `sha256:${sha(text)}` as DigestSet] as const)
  )
}

/** What a command may make of a step, and what of it is handed over: the part that no one else knows. */
export interface Made {
  readonly products: Files
  readonly handedOver: Files
}

export const HONEST: Made = { products: { ...SOURCE, ...MADE }, handedOver: handedOver() }

/** The record that a working job writes of what its command made, in the form of an honest one. */
export function recordOf({ products, handedOver: files }: Made, productsZip: Uint8Array): Json {
  return {
    _type: 'link',
    name: 'build',
    command: ['make', 'all'],
    materials: digests(SOURCE),
    products: digests(products),
    byproducts: { 'return-value': 0 },
    environment: {
      recording: { exclude: ['tmp/', '.git'], materials: { paths: ['.'] }, products: { paths: ['.'] } },
      run: { ...RUN, job: 'work', runner: 'github-hosted' },
      modes: {
        materials: { 'src/a.js': 'executable' },
        products: 'dist/run.sh' in products ? { 'dist/run.sh': 'executable' } : {}
      },
      setup: 'npm ci',
      working_directory: 'src',
      variables: { NODE_ENV: 'production' },
      hand_over: {
        files: Object.keys(files).length,
        digest: artifactsDigest(artifactsOfFiles(files)),
        artifact: { id: '11', digest: `sha256:${sha(productsZip)}` }
      }
    }
  }
}

/** An envelope without signatures. */
export function envelope(payload: unknown): Buffer {
  return Buffer.from(
    JSON.stringify({
      payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: []
    })
  )
}

export const entriesOf = (files: Files): ZipEntry[] =>
  Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }))

/** The workflow artifacts of a record and an archive, and the outputs that tell of them. */
export function store(record: unknown, archive: readonly ZipEntry[] | undefined, fileName = 'build.link'): Work {
  const products = archive === undefined ? undefined : zip(archive)
  const unsigned = zip([{ name: fileName, content: envelope(record) }])
  return {
    record: record as Json,
    archive,
    outputs: { id: '10', digest: `sha256:${sha(unsigned)}` },
    stored: [
      { id: '10', name: 'in-toto-unsigned.build.work.0.1', zip: unsigned },
      ...(products === undefined ? [] : [{ id: '11', name: 'in-toto-products.build.work.0.1', zip: products }])
    ]
  }
}

/** A working job whose record, archive and outputs fit one another. */
export function workOf(made: Made): Work {
  const archive = entriesOf(made.handedOver)
  return store(recordOf(made, zip(archive)), archive)
}

export function honestWork(): Work {
  return workOf(HONEST)
}

/** What the inputs of the signing job say. */
export const STAGE: Omit<WorkedStage, 'record'> = {
  kind: 'worked',
  step: 'build',
  command: ['make', 'all'],
  setup: 'npm ci',
  workingDirectory: 'src',
  materials: ['.'],
  products: ['.'],
  exclude: ['tmp/'],
  installs: [],
  dependencies: [],
  variables: ['NODE_ENV', 'CI'],
  handOver: PATTERNS,
  source: 'commit',
  claims: 'auto',
  matrix: '0',
  run: { ...RUN, job: 'sign', runner: 'github-hosted' },
  retentionDays: 0
}

/** The artifacts of the run, in memory; archives are read by the code that reads those of the service. */
export function artifactsOf(stored: readonly Stored[], temporary: string): HashingArtifacts {
  const at = (id: string): Stored => {
    const found = stored.find((candidate) => candidate.id === id)
    if (found === undefined) throw new Error(`there is no artifact ${id}`)
    return found
  }
  const inFile = async <Value>({ id }: StoredArtifact, read: (file: string) => Promise<Value>): Promise<Value> => {
    const directory = mkdtempSync(join(temporary, 'zip-'))
    try {
      writeFileSync(join(directory, 'a.zip'), at(id).zip)
      return await read(join(directory, 'a.zip'))
    } finally {
      rmSync(directory, { recursive: true })
    }
  }
  return {
    upload: () => Promise.reject(new Error('nothing is stored')),
    list: (...prefixes) =>
      Promise.resolve(
        stored
          .filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
          .map((one) => ({
            id: one.id,
            name: one.name,
            size: one.zip.length,
            digest: 'digest' in one ? one.digest : `sha256:${sha(one.zip)}`
          }))
      ),
    unpack: (artifact, directory, bounds) => inFile(artifact, (file) => unzip(file, directory, bounds, artifact.name)),
    hash: (artifact, bounds, onRead) => inFile(artifact, (file) => hashZip(file, bounds, artifact.name, onRead))
  }
}

/** The job that signs, with a workspace of its own. */
export class SigningJob {
  readonly recorder = new Recorder()
  readonly workspace: string
  readonly scratch = directoryWith()

  constructor(files: Files = SOURCE) {
    this.workspace = directoryWith(files)
  }

  close(): Promise<void> {
    return this.recorder.close()
  }

  /** Signs for a working job. */
  sign(work: Work, stage: Partial<WorkedStage> = {}, ports: Partial<SignPorts> = {}): Promise<LinkToSign> {
    return this.#sign({ ...STAGE, record: work.outputs, ...stage }, work.stored, ports)
  }

  /** Signs a stage that only checks out. */
  signCheckout(stage: Partial<CheckoutStage> = {}, ports: Partial<SignPorts> = {}): Promise<LinkToSign> {
    const { step, exclude, matrix, run, retentionDays } = STAGE
    const alone = { kind: 'checkout', step, exclude, matrix, run, retentionDays, handOver: [] } as const
    return this.#sign({ ...alone, variables: jsonObject({}), ...stage }, [], ports)
  }

  async #sign(
    stage: WorkedStage | CheckoutStage,
    stored: readonly Stored[],
    ports: Partial<SignPorts>
  ): Promise<LinkToSign> {
    const temporary = mkdtempSync(join(this.scratch, 'job-'))
    try {
      return await linkToSign(
        stage,
        { workspace: this.workspace, temporary },
        {
          recorder: this.recorder,
          artifacts: artifactsOf(stored, this.scratch),
          checkout: checkoutOf(COMMIT),
          takeOver: undefined,
          runner: { log: () => undefined, annotate: () => undefined },
          now: () => 0,
          ...ports
        }
      )
    } finally {
      rmSync(temporary, { recursive: true })
    }
  }
}

/** What a checkout of them claims. */
export const CLAIM: SourceClaim = {
  commit: COMMIT,
  tree: 'd'.repeat(40),
  files: 3,
  digest: 'e'.repeat(64),
  submodules: new Map()
}

/** A checkout of the files of the commit, whatever that is called. */
export function checkoutOf(commit: string, paths: readonly string[] = Object.keys(SOURCE)): Checkout {
  return {
    commit: () => Promise.resolve(commit),
    record: async (request, tracked) => ({
      ...(await recordOnce(
        tracked === 'recorded' ? request : { ...request, paths: paths.map((path) => `./${path}`), named: 'by-listing' }
      )),
      claim: CLAIM,
      converted: new Map(),
      differences: [],
      told: []
    }),
    tracked: () => Promise.resolve(paths),
    kept: () => []
  }
}

/** The members of a link that the job which signs answers for. */
export function vouchedFor({ name, command, materials, environment }: Link): unknown {
  const modes = environment.get('modes') as ReadonlyMap<string, unknown> | undefined
  return {
    name,
    command,
    materials: [...materials],
    run: environment.get('run'),
    // How many products were left out is the word of the other job.
    recording: comparableRecording(environment),
    setup: environment.get('setup'),
    working_directory: environment.get('working_directory'),
    checkout: environment.get('checkout'),
    source: environment.get('source'),
    modes: modes?.get('materials')
  }
}
