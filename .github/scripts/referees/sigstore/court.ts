// SPDX-License-Identifier: Apache-2.0
// What all judges of identities share: a place to work, the command line with and without an identity, and the names.
import assert from 'node:assert/strict'
import { sign, type KeyPairKeyObjectResult } from 'node:crypto'
import { rmSync } from 'node:fs'
import { chooseInstance } from '../../../../src/sigstore/instance.ts'
import { readTrustedRoot } from '../../../../src/sigstore/trusted-root.ts'
import { CLI } from '../../harness/repository.ts'
import { runProgram, type RanProgram } from '../../harness/run-program.ts'
import { scratchDirectory } from '../../harness/scratch-directory.ts'
import { Tally } from '../../harness/tally.ts'
import type { Claims } from '../../sigstore/issuer.ts'
import type { SigstoreStack } from '../../sigstore/stack.ts'
import type { Pipeline } from './pipeline.ts'

export const ISSUER = 'https://token.actions.githubusercontent.com'
export const IDENTITY = 'https://github.com/octo-org/octo-repo/.github/workflows/build.yml@refs/heads/main'
export const COMMIT = 'a'.repeat(40)
export const CLAIMS: Claims = { sha: COMMIT, run_id: '1001' }

type Variables = Readonly<Record<string, string>>

/** Whoever tries to leave runs into this. */
export const OFFLINE: Variables = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' }

/** A pipeline that was signed, and the Sigstore that still runs. */
export interface Judged {
  readonly court: SigstoreCourt
  readonly stack: SigstoreStack
  readonly judged: Pipeline
  readonly bundles: readonly string[]
  /** The file that tells sigstore-python whom to trust and ask. */
  readonly trust: string
}

export class SigstoreCourt {
  readonly tally = new Tally()
  readonly work = scratchDirectory('sigstore')
  /** A Python that has sigstore-python. */
  readonly python: string

  constructor(python: string) {
    this.python = python
  }

  /** Gives nothing of our environment on. */
  run(program: string, words: readonly string[], cwd: string, environment: Variables = {}): Promise<RanProgram> {
    return runProgram(program, words, { cwd, env: { PATH: process.env['PATH'], HOME: this.work, ...environment } })
  }

  cli(words: readonly string[], cwd: string, environment: Variables = {}): Promise<RanProgram> {
    return this.run(process.execPath, [CLI, ...words], cwd, environment)
  }

  /** The command line where it must succeed; returns what it printed. */
  async ours(words: readonly string[], cwd: string): Promise<string> {
    const { status, text } = await this.cli(words, cwd)
    assert.equal(status, 0, `exit status ${status} of ${words.join(' ')}\n${text}`)
    return text
  }

  /** The command line in a job with an identity. */
  asJob(stack: SigstoreStack, words: readonly string[], cwd: string, facts: Variables = {}): Promise<RanProgram> {
    return this.run(process.execPath, ['--import', stack.issuer.preload, CLI, ...words], cwd, {
      ACTIONS_ID_TOKEN_REQUEST_URL: stack.requestUrl(CLAIMS),
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: stack.issuer.requestToken,
      ...facts
    })
  }

  end(): void {
    rmSync(this.work, { recursive: true, force: true })
    this.tally.end()
  }
}

/** How the library reaches a Sigstore, without its log. */
export function instanceWithoutLog({
  trustedRoot,
  fulcioUrl,
  timestampUrl
}: SigstoreStack): ReturnType<typeof chooseInstance> {
  const trust = readTrustedRoot(Buffer.from(JSON.stringify({ ...trustedRoot, tlogs: [] })), 'trusted root')
  return chooseInstance(
    {
      choice: 'custom',
      publishPrivateNames: false,
      fulcioUrl,
      logUrl: '',
      logVersion: 2,
      timestampUrl,
      trust: [trust]
    },
    undefined
  )
}

/** Asks the authority for a certificate, as a client would that does not look at the token. */
export function askForCertificate(
  { fulcioUrl }: SigstoreStack,
  token: string,
  { publicKey, privateKey }: KeyPairKeyObjectResult
): Promise<Response> {
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
  const body = JSON.stringify({
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: sign('sha256', Buffer.from(sub), privateKey).toString('base64')
    }
  })
  const headers = { 'content-type': 'application/json' }
  return fetch(`${fulcioUrl}/api/v2/signingCert`, { method: 'POST', headers, body })
}

/** The bytes that DSSE signs. */
export function pae(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload])
}
