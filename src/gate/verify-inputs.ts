// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { BaseError } from '../base/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { readJson } from '../intoto/json/read-json.ts'
import type { KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { readWrittenIdentities } from '../intoto/keys/written-identities.ts'
import { parseParameters } from '../intoto/layout/parameters.ts'
import { compilePattern, type Pattern } from '../intoto/rules/pattern.ts'
import { LIMITS } from '../base/limits.ts'
import { isServerId } from '../base/run-numbers.ts'
import { CARRIED, FILE_NONE, Inputs, invalid, missing, NONE, type InputSource } from '../base/inputs.ts'
import { readSha256 } from '../base/sha256-text.ts'
import { readPublicKeys } from '../signing/keys-in-input.ts'
import type { LinkPlace } from './link-place.ts'
import { readLinkPlace } from './link-places.ts'
import { readRunOrigin, type RunOrigin } from './run-origin.ts'
import { readReportFiles, type ReportFile } from './report-files.ts'
import { readSourceCommit, type SourceCommit } from './source-commit.ts'

export interface VerifyInputs {
  readonly layout: string
  readonly layoutRef: string
  /** What the layout that a change brings must be: good, too, or only told of. */
  readonly ownLayout: 'demanded' | 'told'
  readonly layoutKeys: readonly PublicKey[]
  readonly layoutIdentities: readonly KeylessIdentity[]
  /** Trusted roots as `trustedRoots` reads them, empty for those that the suite carries; paths lie beside the layout. */
  readonly trustedRoot: string
  readonly layoutDigest: string | undefined
  readonly links: LinkPlace
  /** Where the run must have come from, where links names one by its id. */
  readonly origin: RunOrigin | undefined
  /** Whether links must be of the run, or at least of the commit, that verifies; or only of one run. */
  readonly runBinding: 'this' | 'any'
  /** The commit that the source of the links must be of. */
  readonly commit: SourceCommit
  /** Whether the links of checkouts, and each run, must say what the source was. */
  readonly source: 'auto' | 'demanded' | 'none'
  /** The patterns of a sparse checkout that they may say it of; undefined for none. */
  readonly sourcePatterns: readonly string[] | undefined
  /** Whether what they say is held against the repository. */
  readonly sourceCheck: 'fetch' | 'none'
  /** Steps besides those of the layout that may have links, by name or pattern. */
  readonly otherSteps: readonly Pattern[]
  readonly parameters: ReadonlyMap<string, string> | undefined
  readonly products: readonly string[]
  readonly exclude: readonly string[]
  /** The needs context as JSON; undefined for `none`. */
  readonly needs: string | undefined
  /** The server's id of the job that verifies; undefined where its runner does not tell. */
  readonly checkRunId: string | undefined
  readonly forkPolicy: 'fail' | 'advisory'
  readonly inspections: 'allow' | 'never' | 'allow-sublayouts'
  readonly summary: 'always' | 'never'
  readonly checkRun: 'auto' | 'never'
  /** Files that the report is written to, beside the one that is always written. */
  readonly reportFiles: readonly ReportFile[]
  readonly alertIssue: 'on-failure' | 'never'
  readonly token: string
}

/** @throws INPUT_, KEY_, PARAMETER_ and JSON_ codes */
export function readVerifyInputs(source: InputSource): VerifyInputs {
  const inputs = new Inputs(source)
  const token = inputs.secret('github-token')
  if (token === '')
    throw missing(
      'github-token',
      'Leave it away to take the token of the job, and give the job contents: read and actions: read.'
    )
  const { layoutKeys, layoutIdentities } = readLayoutSigners(inputs)
  const links = readLinkPlace(inputs.required('links'))
  return {
    layout: layoutPath(inputs.required('layout')),
    layoutRef: inputs.required('layout-ref'),
    ownLayout: inputs.choice('own-layout', ['demanded', 'told']),
    layoutKeys,
    layoutIdentities,
    trustedRoot: inputs.control('trusted-root', CARRIED) ?? '',
    layoutDigest: digest(inputs.control('layout-digest', NONE)),
    links,
    origin: readRunOrigin(inputs, links),
    runBinding: inputs.choice('run-binding', ['this', 'any']),
    commit: sourceCommit(inputs.control('commit', 'run')),
    source: inputs.choice('source', ['auto', 'demanded', 'none']),
    sourcePatterns: patterns(inputs.controlLines('source-patterns', { itself: 'A file of that name is `/none`.' })),
    sourceCheck: inputs.choice('source-check', ['fetch', 'none']),
    otherSteps: inputs.controlLines('other-steps', { itself: 'A step of that name is `[n]one`.' }).map(compilePattern),
    parameters: parameters(inputs.control('parameters', NONE)),
    products: inputs.controlLines('products', { itself: FILE_NONE }),
    exclude: inputs.lines('exclude'),
    needs: inputs.control('needs', NONE),
    checkRunId: checkRunId(inputs.text('check-run-id')),
    forkPolicy: inputs.choice('fork-policy', ['fail', 'advisory']),
    inspections: inputs.choice('inspections', ['allow', 'never', 'allow-sublayouts']),
    summary: inputs.choice('summary', ['always', 'never']),
    checkRun: inputs.choice('check-run', ['auto', 'never']),
    reportFiles: readReportFiles(inputs.controlLines('report-files'), inputs.control('sarif-file', NONE)),
    alertIssue: inputs.choice('alert-issue', ['on-failure', 'never']),
    token
  }
}

const OWNERS =
  'Give the public keys of the owners of the layout in layout-keys, or layout-identities where an identity signed it. Write them out: they are not secret, and an expression can give nothing.'

/** Who may have signed the layout: somebody must be named, in one of two ways. @throws INPUT_ and KEY_ codes */
function readLayoutSigners(inputs: Inputs): Pick<VerifyInputs, 'layoutKeys' | 'layoutIdentities'> {
  const layoutKeys = readPublicKeys('layout-keys', inputs.control('layout-keys', NONE, OWNERS) ?? '')
  const layoutIdentities = layoutIdentitiesOf(inputs.controlLines('layout-identities', { remedy: OWNERS }))
  if (layoutKeys.length === 0 && layoutIdentities.length === 0)
    throw new BaseError('INPUT_MISSING', 'Neither layout-keys nor layout-identities is given.', {
      at: 'input layout-keys',
      hint: OWNERS
    })
  if (layoutKeys.length > 0 && layoutIdentities.length > 0)
    throw invalid('layout-identities', 'layout-keys is given as well, and one layout is signed in one way')
  return { layoutKeys, layoutIdentities }
}

/** @throws INPUT_INVALID */
function layoutIdentitiesOf(lines: readonly string[]): readonly KeylessIdentity[] {
  const identities = readWrittenIdentities(lines)
  if ('problem' in identities) throw invalid('layout-identities', identities.problem, identities.hint)
  return identities
}

function sourceCommit(text = 'run'): SourceCommit {
  const commit = readSourceCommit(text)
  if (commit !== undefined) return commit
  throw invalid(
    'commit',
    `${quoteUntrusted(text, 100)} is neither run, nor head, nor the id of a commit`,
    'Give all of its 40 or 64 digits, in small letters: a name, or the beginning of an id, can come to mean another commit.'
  )
}

const patterns = (lines: readonly string[]): readonly string[] | undefined => (lines.length === 0 ? undefined : lines)

/** The path within the repository, without `./` before it. */
function layoutPath(path: string): string {
  const normal = path.replace(/^\.\//, '')
  if (!/^\/|(^|\/)\.\.?(\/|$)|\\|\/$/.test(normal)) return normal
  throw invalid('layout', `${quoteUntrusted(path)} does not name a file in a repository`)
}

function checkRunId(text: string): string | undefined {
  if (text === '') return undefined
  if (isServerId(text)) return text
  throw invalid(
    'check-run-id',
    `${quoteUntrusted(text, 100)} is not an id of a job`,
    'Leave it away: its default is the id of the job that verifies.'
  )
}

function digest(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const hex = readSha256(text)
  if (hex !== undefined) return hex
  throw invalid('layout-digest', `${quoteUntrusted(text, 100)} is not a SHA-256 of 64 hexadecimal digits`)
}

function parameters(text: string | undefined): ReadonlyMap<string, string> | undefined {
  if (text === undefined) return undefined
  return parseParameters(
    readJson(Buffer.from(text, 'utf8'), { source: 'input parameters', maxBytes: LIMITS.smallFileBytes })
  )
}
