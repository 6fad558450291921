// SPDX-License-Identifier: Apache-2.0
import { basename, dirname, join } from 'node:path'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { serverUrlOf } from '../../base/github-addresses.ts'
import { appendSignatures, signMetadata, type SigningIdentity } from '../../intoto/envelope/sign-metadata.ts'
import { PAYLOAD_TYPE } from '../../intoto/envelope/payload-type.ts'
import { readSignedMetadata, type SignedMetadata } from '../../intoto/envelope/signed-metadata.ts'
import { canonicalJson } from '../../intoto/json/canonical-json.ts'
import { writeJson } from '../../intoto/json/write-json.ts'
import { encodeStatement } from '../../intoto/link/statement.ts'
import { readJson } from '../../intoto/json/read-json.ts'
import { pemKeyIds } from '../../intoto/keys/pem-key-ids.ts'
import { parseLayout } from '../../intoto/layout/parse-layout.ts'
import { linkBundleName, linkFileName } from '../../intoto/link/link-file-name.ts'
import { parseLink } from '../../intoto/link/parse-link.ts'
import type { RunBinding } from '../../intoto/link/run-binding.ts'
import { LIMITS } from '../../base/limits.ts'
import { SignatureChecker } from '../../intoto/verification/check-signatures.ts'
import { writeFileAtomically } from '../../files/write-file-atomically.ts'
import { checkStepName } from '../../stages/write-link.ts'
import { usage, type Arguments } from '../arguments.ts'
import { EXIT, type Command } from '../command.ts'
import { note, pathFrom, print, type Console } from '../console.ts'
import { readFile } from '../../files/read-file.ts'
import { KEYLESS_FLAGS, keylessSigning } from '../keyless-flags.ts'
import {
  FORMAT_FLAG,
  keyIdForms,
  LAYOUT_KEYID_FLAG,
  LAYOUT_SIGNING_FLAGS,
  signers,
  verificationKeys,
  wrapperFormat
} from '../signing-flags.ts'
import { shortKeyIds } from '../../reporting/short-key-ids.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'

export const sign: Command = {
  spec: {
    name: 'sign',
    summary: 'sign a link or layout, or check its signatures',
    description:
      'Replaces the signatures of a file, or adds to them with --append. --verify changes nothing: exit status 1 when a key did not sign.\n' +
      'A layout is signed as it is, also for other tools; `layout sign` refuses one that strict verification would refuse.',
    flags: [
      { long: 'file', short: 'f', takes: 'one', value: 'FILE', help: 'the link or layout' },
      ...LAYOUT_SIGNING_FLAGS,
      { long: 'key', takes: 'many', value: 'FILE', help: 'the same as --signing-key, as in-toto-sign calls it' },
      {
        long: 'output',
        short: 'o',
        takes: 'one',
        value: 'FILE',
        help: 'where the result goes (default: the file itself; for a link, its name with the new key id)'
      },
      { long: 'append', short: 'a', takes: 'nothing', help: 'keep the signatures that are there' },
      { long: 'verify', takes: 'nothing', help: 'check that each of --verification-keys signed the file' },
      { long: 'verification-keys', takes: 'many', value: 'FILE', help: 'public keys (PEM) for --verify' },
      ...KEYLESS_FLAGS,
      FORMAT_FLAG,
      LAYOUT_KEYID_FLAG,
      { long: 'quiet', short: 'q', takes: 'nothing', help: 'print nothing' }
    ],
    examples: [
      'in-toto-actions sign -f .in-toto/root.layout --append --signing-key bob',
      'in-toto-actions sign -f build.link --keyless',
      'in-toto-actions sign --verify -f root.layout --verification-keys alice.pub bob.pub'
    ]
  },
  run: async (parsed, console) => {
    const source = parsed.required('file')
    const path = pathFrom(console, source)
    const bytes = readFile(path, LIMITS.linkBytes)
    // Whoever signs names the file, so it may take what a signed one may.
    const metadata = readSignedMetadata(bytes, {
      source,
      maxBytes: LIMITS.linkBytes,
      artifactMemory: LIMITS.artifactMemory,
      bytes: NODE_PORTS.bytes
    })
    // A wrong word is refused whether or not what is done needs it.
    keyIdForms(parsed)
    wrapperFormat(parsed)
    const name = checkPayload(metadata)
    if (parsed.has('verify')) return checkSignatures(metadata, parsed, console)
    if (parsed.has('verification-keys')) throw usage('--verification-keys goes with --verify.')
    if (parsed.has('keyless')) return signByIdentity(metadata, name, path, parsed, console)
    const identities = signers([...parsed.many('signing-key'), ...parsed.many('key')], parsed, console)
    if (identities.length === 0) throw usage('--signing-key is missing.')
    const signed = signFile(metadata, bytes, identities, parsed)
    const output = outputPath(path, name, identities, parsed, console)
    writeFileAtomically(output, signed)
    if (!parsed.has('quiet'))
      note(console, `${escapeUntrusted(output)}: signed by ${shortKeyIds(identities.map(({ keyId }) => keyId))}`)
    return EXIT.yes
  }
}

/** Writes a bundle: of a link as a Statement, of a layout as it is. */
async function signByIdentity(
  metadata: SignedMetadata,
  linkName: string | undefined,
  path: string,
  parsed: Arguments,
  console: Console
): Promise<number> {
  for (const flag of ['signing-key', 'key', 'append', 'format'])
    if (parsed.has(flag)) throw usage(`--keyless and --${flag} exclude each other.`)
  const [{ signKeyless }, { httpPost }, { bareIdentityId, checkSigningRun }] = await Promise.all([
    import('../../sigstore/keyless-signer.ts'),
    import('../../github/http-post.ts'),
    import('../../stages/sign-link-keyless.ts')
  ])
  const { token, instance } = await keylessSigning(parsed, console)
  const server = serverUrlOf(console.environment)
  const payload =
    linkName === undefined
      ? canonicalJson(metadata.payload.value)
      : Buffer.from(writeJson(encodeStatement(parseLink(metadata.payload).link, server)))
  const { bundle, certificate } = await signKeyless({
    payload,
    payloadType: PAYLOAD_TYPE,
    token,
    instance,
    post: httpPost
  })
  // A token that was given may be anybody's; one that the runner gave is the run's.
  if (!parsed.has('identity-token')) checkSigningRun(certificate, runOf(console.environment))
  const name =
    linkName === undefined
      ? `${basename(path)}.sigstore.json`
      : linkBundleName(linkName, bareIdentityId(certificate.issuer, certificate.subject))
  const wanted = parsed.one('output')
  const output = wanted === undefined ? join(dirname(path), name) : pathFrom(console, wanted)
  writeFileAtomically(output, bundle)
  if (!parsed.has('quiet'))
    note(console, `${escapeUntrusted(output)}: signed by ${escapeUntrusted(certificate.subject)}`)
  return EXIT.yes
}

/** What the runner says of the run. */
function runOf(environment: Console['environment']): RunBinding {
  const facts: Readonly<Record<string, string | undefined>> = {
    id: environment['GITHUB_RUN_ID'],
    attempt: environment['GITHUB_RUN_ATTEMPT'],
    repository: environment['GITHUB_REPOSITORY'],
    repository_id: environment['GITHUB_REPOSITORY_ID'],
    commit: environment['GITHUB_SHA']
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => (value ?? '') !== ''))
}

/** Nothing malformed is signed. Returns the name of a link. */
function checkPayload({ payload, kind }: SignedMetadata): string | undefined {
  if (kind === 'layout') {
    parseLayout(payload)
    return undefined
  }
  const { name } = parseLink(payload).link
  checkStepName(name)
  return name
}

function signFile(
  metadata: SignedMetadata,
  bytes: Uint8Array,
  identities: readonly SigningIdentity[],
  parsed: Arguments
): Uint8Array {
  if (!parsed.has('append')) {
    const format = parsed.has('format') ? wrapperFormat(parsed) : metadata.wrapper
    return signMetadata({ payload: metadata.payload.object(), format, signers: identities, bytes: NODE_PORTS.bytes })
  }
  if (parsed.has('format')) throw usage('--append keeps the format of the file, so --format does not go with it.')
  if (metadata.container === 'bundle')
    throw usage(
      `${escapeUntrusted(parsed.required('file'))} is a Sigstore bundle, which holds the one signature of its certificate. Leave out --append and give --output, to sign its payload in a file of its own.`
    )
  return appendSignatures(
    metadata,
    readJson(bytes, {
      source: parsed.required('file'),
      maxBytes: LIMITS.linkBytes,
      memory: LIMITS.artifactMemory
    }).object(),
    identities
  )
}

function outputPath(
  path: string,
  linkName: string | undefined,
  identities: readonly SigningIdentity[],
  parsed: Arguments,
  console: Console
): string {
  const output = parsed.one('output')
  if (output !== undefined) return pathFrom(console, output)
  const [first] = identities
  if (linkName === undefined || parsed.has('append') || first === undefined) return path
  return join(dirname(path), linkFileName(linkName, first.keyId))
}

async function checkSignatures(metadata: SignedMetadata, parsed: Arguments, console: Console): Promise<number> {
  const keys = verificationKeys(parsed, console)
  if (keys.length === 0) throw usage('--verify needs --verification-keys.')
  if (parsed.has('signing-key') || parsed.has('key') || parsed.has('append') || parsed.has('output'))
    throw usage('--verify writes nothing, so --signing-key, --append and --output do not go with it.')
  const checker = new SignatureChecker(metadata, 'strict', NODE_PORTS.signatures)
  let all = true
  for (const key of keys) {
    const keyIds = pemKeyIds(key)
    const finding = await checker.check(key, keyIds, true)
    all &&= finding === 'valid'
    if (!parsed.has('quiet'))
      print(console, finding === 'valid' ? `signed by ${keyIds[0]}` : `NOT signed by ${keyIds[0]}`)
  }
  return all ? EXIT.yes : EXIT.no
}
