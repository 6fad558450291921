// SPDX-License-Identifier: Apache-2.0
// A whole Sigstore on loopback: the real authority, timestamp authority and log (version 2), and beside them an issuer of
// tokens and a certificate log of our own. Everything lives in one directory and ends with `close`.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, listen } from '../harness/loopback.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'
import { startCertificateLog, type CertificateLog } from './certificate-log.ts'
import { startIssuer, type Claims, type Issuer } from './issuer.ts'

export interface StackOptions {
  /** Directory with fulcio, timestamp-server and posix. */
  readonly programs: string
  /** Whom tokens name as their issuer; an address of ours when undefined. */
  readonly issuer?: string
  readonly certificateLog?: boolean
  readonly log?: boolean
}

export interface SigstoreStack {
  readonly fulcioUrl: string
  readonly timestampUrl: string
  /** Empty without a log. */
  readonly logUrl: string
  readonly issuer: Issuer
  readonly trustedRoot: TrustedRootJson
  /** Trusted root and signing configuration in one, for other clients. */
  readonly trustConfig: unknown
  /** Where a job asks for a token with these claims; its node is started with `--import` of the issuer's `preload`. */
  requestUrl(claims: Claims): string
  /** A token with these claims, for the authority here when no other audience is named. */
  token(claims: Claims, audience?: string): Promise<string>
  close(): Promise<void>
}

interface LogJson {
  readonly baseUrl: string
  readonly hashAlgorithm: 'SHA2_256'
  publicKey: { rawBytes: string; keyDetails: string; validFor: { start?: string; end?: string } }
  readonly logId: { keyId: string }
}

interface AuthorityJson {
  readonly subject: { organization: string; commonName: string }
  readonly uri: string
  readonly certChain: { certificates: { rawBytes: string }[] }
  validFor: { start?: string; end?: string }
}

export interface TrustedRootJson {
  readonly mediaType: string
  tlogs: LogJson[]
  certificateAuthorities: AuthorityJson[]
  ctlogs: LogJson[]
  timestampAuthorities: AuthorityJson[]
}

const READY_MS = 30_000
/** The name that checkpoints of the log bear. */
const ORIGIN = 'rekor.test'

export async function startSigstore(options: StackOptions): Promise<SigstoreStack> {
  // A short name: addresses of sockets have a bound.
  const directory = scratchDirectory('sig')
  const servers = new Servers(directory)
  try {
    const issuer = await startIssuer(options.issuer, directory)
    servers.atEnd(() => issuer.close())
    const certificateLog = options.certificateLog === false ? undefined : await startCertificateLog()
    servers.atEnd(() => certificateLog?.close())
    const [fulcio, timestamps, log] = await Promise.all([
      startFulcio(servers, options.programs, issuer, certificateLog),
      startTimestamps(servers, options.programs),
      options.log === false ? undefined : startLog(servers, options.programs)
    ])
    const trustedRoot: TrustedRootJson = {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: log === undefined ? [] : [logJson(`https://${ORIGIN}`, log.key, 'PKIX_ED25519', log.id)],
      certificateAuthorities: fulcio.chains.map((chain) => authorityJson(fulcio.url, chain)),
      ctlogs:
        certificateLog === undefined
          ? []
          : [
              logJson(
                'https://ct.test',
                certificateLog.publicKey,
                'PKIX_ECDSA_P256_SHA_256',
                sha256(certificateLog.publicKey)
              )
            ],
      timestampAuthorities: [authorityJson(timestamps.url, timestamps.chain)]
    }
    const claiming = (url: string, claims: Claims): string =>
      `${url}&claims=${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    return {
      fulcioUrl: fulcio.url,
      timestampUrl: timestamps.url,
      logUrl: log?.url ?? '',
      issuer,
      trustedRoot,
      trustConfig: trustConfig(trustedRoot, issuer.url, fulcio.url, timestamps.url, log?.url),
      requestUrl: (claims) => claiming(issuer.requestUrl, claims),
      token: async (claims, audience = fulcio.url) => {
        const headers = { authorization: `bearer ${issuer.requestToken}` }
        const answer = await fetch(`${claiming(issuer.loopbackUrl, claims)}&audience=${encodeURIComponent(audience)}`, {
          headers
        })
        return ((await answer.json()) as { value: string }).value
      },
      close: () => servers.close()
    }
  } catch (error) {
    await servers.close()
    throw error
  }
}

/** Programs and servers, and how they end. */
class Servers {
  readonly directory: string
  readonly #children: ChildProcess[] = []
  readonly #ends: (() => void)[] = []

  constructor(directory: string) {
    this.directory = directory
  }

  atEnd(end: () => void): void {
    this.#ends.push(end)
  }

  /** Starts a program and waits until it answers. */
  async start(
    name: string,
    words: readonly string[],
    url: string,
    environment: Readonly<Record<string, string>> = {}
  ): Promise<void> {
    const [program = '', ...rest] = words
    const file = join(this.directory, `${name}.log`)
    const log = openSync(file, 'w')
    const child = spawn(program, rest, {
      cwd: this.directory,
      env: { PATH: process.env['PATH'], HOME: this.directory, ...environment },
      stdio: ['ignore', log, log]
    })
    this.#children.push(child)
    const state = { ended: false }
    for (const event of ['error', 'exit']) child.on(event, () => (state.ended = true))
    for (const end = Date.now() + READY_MS; Date.now() < end && !state.ended; await wait(20)) {
      const ready = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
        (answer) => answer.ok,
        () => false
      )
      if (ready) return
    }
    throw new Error(`${name} does not answer: ${readFileSync(file, 'utf8').slice(-2000)}`)
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end()
    await Promise.all(
      this.#children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const exited = new Promise((done) => child.once('exit', done))
        child.kill('SIGTERM')
        if ((await Promise.race([exited, wait(3000, 'late', { ref: false })])) === 'late') child.kill('SIGKILL')
      })
    )
    rmSync(this.directory, { recursive: true, force: true })
  }
}

async function startFulcio(
  servers: Servers,
  programs: string,
  issuer: Issuer,
  log: CertificateLog | undefined
): Promise<{ url: string; chains: X509Certificate[][] }> {
  const { directory } = servers
  const [port, grpc] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const from = (claim: string): string => `{{ .url }}/{{ .${claim} }}`
  // What Fulcio's own configuration does with GitHub's claims.
  const extensions = {
    GithubWorkflowTrigger: 'event_name',
    GithubWorkflowSHA: 'sha',
    GithubWorkflowName: 'workflow',
    GithubWorkflowRepository: 'repository',
    GithubWorkflowRef: 'ref',
    BuildSignerURI: from('job_workflow_ref'),
    BuildSignerDigest: 'job_workflow_sha',
    RunnerEnvironment: 'runner_environment',
    SourceRepositoryURI: from('repository'),
    SourceRepositoryDigest: 'sha',
    SourceRepositoryRef: 'ref',
    SourceRepositoryIdentifier: 'repository_id',
    SourceRepositoryOwnerURI: from('repository_owner'),
    SourceRepositoryOwnerIdentifier: 'repository_owner_id',
    BuildConfigURI: from('workflow_ref'),
    BuildConfigDigest: 'workflow_sha',
    BuildTrigger: 'event_name',
    RunInvocationURI: `${from('repository')}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}`,
    SourceRepositoryVisibilityAtSigning: 'repository_visibility',
    DeploymentEnvironment: 'environment'
  }
  // As JSON it wants the names of Go's fields; those of the YAML form are passed over in silence.
  const configuration = {
    OIDCIssuers: {
      // The audience that it takes is its own origin, as the suite demands of every authority but the public ones.
      [issuer.url]: { IssuerURL: issuer.url, ClientID: url, Type: 'ci-provider', CIProvider: 'github-workflow' }
    },
    CIIssuerMetadata: {
      'github-workflow': {
        DefaultTemplateValues: { url: 'https://github.com', environment: '' },
        ExtensionTemplates: extensions,
        SubjectAlternativeNameTemplate: from('job_workflow_ref')
      }
    }
  }
  writeFileSync(join(directory, 'fulcio.json'), JSON.stringify(configuration))
  if (log !== undefined) writeFileSync(join(directory, 'ct.pem'), log.publicKeyPem)
  const words = [
    join(programs, 'fulcio'),
    'serve',
    '--host=127.0.0.1',
    `--port=${port}`,
    '--grpc-host=127.0.0.1',
    `--grpc-port=${grpc}`,
    '--metrics-port=0',
    `--legacy-unix-domain-socket=@${basename(directory)}`,
    '--ca=ephemeralca',
    // Without this flag, empty or not, every request hangs.
    `--ct-log-url=${log?.url ?? ''}`,
    ...(log === undefined ? [] : [`--ct-log-public-key-path=${join(directory, 'ct.pem')}`]),
    `--config-path=${join(directory, 'fulcio.json')}`
  ]
  await servers.start('fulcio', words, `${url}/healthz`, issuer.environment)
  const bundle = (await (await fetch(`${url}/api/v2/trustBundle`)).json()) as { chains: { certificates: string[] }[] }
  return { url, chains: bundle.chains.map(({ certificates }) => certificatesIn(certificates.join('\n'))) }
}

async function startTimestamps(servers: Servers, programs: string): Promise<{ url: string; chain: X509Certificate[] }> {
  const program = join(programs, 'timestamp-server')
  const flags = ['serve', '--timestamp-signer=memory', '--disable-ntp-monitoring']
  // Its port for metrics is fixed, so two could not run side by side: each gets a network of its own where that is allowed.
  const alone = spawnSync('unshare', ['-rn', 'true']).status === 0
  const socket = join(servers.directory, 'tsa.sock')
  const port = alone ? await relay(servers, socket) : await freePort()
  const url = `http://127.0.0.1:${port}`
  const words = alone
    ? ['unshare', '-rn', program, ...flags, '--scheme=unix', `--socket-path=${socket}`]
    : [program, ...flags, '--host=127.0.0.1', `--port=${port}`]
  await servers.start('timestamps', words, `${url}/ping`)
  const answer = await fetch(`${url}/api/v1/timestamp/certchain`)
  return { url: `${url}/api/v1/timestamp`, chain: certificatesIn(await answer.text()) }
}

async function relay(servers: Servers, socket: string): Promise<number> {
  const server: Server = createServer((near) => {
    const far = connect(socket)
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  servers.atEnd(() => server.close())
  return listen(server)
}

async function startLog(servers: Servers, programs: string): Promise<{ url: string; key: Buffer; id: Buffer }> {
  const { directory } = servers
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keyFile = join(directory, 'rekor.pem')
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  const [port, grpc] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const words = [
    join(programs, 'posix'),
    'serve',
    '--http-address=127.0.0.1',
    `--http-port=${port}`,
    '--grpc-address=127.0.0.1',
    `--grpc-port=${grpc}`,
    '--http-metrics-port=0',
    `--hostname=${ORIGIN}`,
    `--storage-dir=${join(directory, 'rekor')}`,
    `--signer-filepath=${keyFile}`,
    '--checkpoint-interval=100ms',
    '--batch-max-age=10ms'
  ]
  await servers.start('rekor', words, `${url}/healthz`)
  await enterSomething(url)
  const key = publicKey.export({ type: 'spki', format: 'der' })
  return { url, key, id: sha256(Buffer.concat([Buffer.from(`${ORIGIN}\n`), Buffer.from([1]), key.subarray(-32)])) }
}

/** The entry with number 0 is special, since JSON of protocol buffers leaves zeros out; no bundle shall have it by chance. */
async function enterSomething(url: string): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rawBytes = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const body = {
    hashedRekordRequestV002: {
      digest: sha256(Buffer.from('first')).toString('base64'),
      signature: {
        content: sign('sha256', Buffer.from('first'), privateKey).toString('base64'),
        verifier: { publicKey: { rawBytes }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' }
      }
    }
  }
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(`${url}/api/v2/log/entries`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (status !== 201) throw new Error(`the log answered its first entry with status ${status}`)
}

const A_MINUTE_AGO = new Date(Date.now() - 60_000).toISOString()

function logJson(baseUrl: string, key: Buffer, keyDetails: string, id: Buffer): LogJson {
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: key.toString('base64'), keyDetails, validFor: { start: A_MINUTE_AGO } },
    logId: { keyId: id.toString('base64') }
  }
}

function authorityJson(uri: string, chain: readonly X509Certificate[]): AuthorityJson {
  const subject = chain.at(-1)?.subject ?? ''
  const start = Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom)))
  return {
    subject: { organization: /O=(.*)/.exec(subject)?.[1] ?? '', commonName: /CN=(.*)/.exec(subject)?.[1] ?? '' },
    uri,
    certChain: { certificates: chain.map(({ raw }) => ({ rawBytes: raw.toString('base64') })) },
    validFor: { start: new Date(start).toISOString() }
  }
}

function trustConfig(
  trustedRoot: TrustedRootJson,
  issuer: string,
  fulcio: string,
  timestamps: string,
  log: string | undefined
): unknown {
  const service = (url: string, majorApiVersion: number): unknown[] => [
    { url, majorApiVersion, validFor: { start: A_MINUTE_AGO }, operator: 'local' }
  ]
  return {
    mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
    trustedRoot,
    signingConfig: {
      mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
      caUrls: service(fulcio, 1),
      oidcUrls: service(issuer, 1),
      rekorTlogUrls: log === undefined ? [] : service(log, 2),
      rekorTlogConfig: { selector: 'ANY' },
      tsaUrls: service(timestamps, 1),
      tsaConfig: { selector: 'ANY' }
    }
  }
}

function certificatesIn(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
