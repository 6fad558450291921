// SPDX-License-Identifier: Apache-2.0
// A place where the command line is made to fail, in this process. Keys, time and digests are the same in every run, so
// that what is printed is, too.
import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inConsole, type World } from '../../../__tests__/support/console.ts'
import { payload } from '../../../__tests__/support/chain.ts'
import type { Console } from '../../../src/cli/console.ts'
import { runProgram } from '../../../src/cli/program.ts'
import { signMetadata, type SigningIdentity } from '../../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { intentsOf } from '../../../src/intoto/intents/intents-of-layout.ts'
import { LayoutFile } from '../../../src/intoto/layout/layout-file.ts'
import { loadPrivateKey } from '../../../src/signing/key-signer.ts'
import { runProgram as startProgram } from '../harness/run-program.ts'
import { writeRun, type RunOfExample } from '../intents/wrong-run.ts'
import type { CommandCase, Json } from './error-case.ts'

export const NAMES = ['owner', 'ci', 'ann', 'bob'] as const
export type Name = (typeof NAMES)[number]

const NOW = Date.parse('2026-06-01T12:00:00Z')
/** What stands before the 32 bytes of an Ed25519 key in PKCS#8. */
const ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

function keyPair(name: Name): { readonly privatePem: string; readonly publicPem: string; who: SigningIdentity } {
  const seed = createHash('sha256').update(`documentation ${name}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([ED25519, seed]), format: 'der', type: 'pkcs8' })
  const privatePem = key.export({ format: 'pem', type: 'pkcs8' }) as string
  const publicPem = createPublicKey(key).export({ format: 'pem', type: 'spki' }) as string
  const signer = loadPrivateKey({ pem: privatePem, source: name })
  return { privatePem, publicPem, who: { signer, keyId: keyIdOf(signer.publicKey, 'current') } }
}

const KEYS = Object.fromEntries(NAMES.map((name) => [name, keyPair(name)])) as Record<Name, ReturnType<typeof keyPair>>

export const who = (name: Name): SigningIdentity => KEYS[name].who

/** A directory that has the key pairs of all names, and what a case puts there. */
export class Bench {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
    mkdirSync(directory)
    for (const name of NAMES) {
      this.write(name, KEYS[name].privatePem)
      this.write(`${name}.pub`, KEYS[name].publicPem)
    }
  }

  /** @param path bytes where it is not UTF-8, below a directory that is there or at the top */
  write(path: string | Buffer, content: string | Uint8Array): void {
    const place = typeof path === 'string' ? path : path.toString('latin1')
    mkdirSync(dirname(join(this.directory, place)), { recursive: true })
    const whole = Buffer.concat([Buffer.from(`${this.directory}/`), Buffer.from(path)])
    writeFileSync(whole, content, { mode: 0o600 })
  }

  makeDirectory(path: string): void {
    mkdirSync(join(this.directory, path))
  }

  pipe(path: string): void {
    execFileSync('mkfifo', [join(this.directory, path)])
  }

  /** Writes a document that is signed. */
  sign(path: string, value: Json, by: readonly Name[]): void {
    this.write(path, signMetadata({ payload: payload(value), format: 'dsse', signers: by.map(who) }))
  }

  /** Writes a link; `as` is the step that its file names. */
  link(value: Json, by: Name, as = String(value['name'])): void {
    this.sign(linkFileName(as, who(by).keyId), value, [by])
  }

  /** Signs a link again that was changed. */
  change(step: string, by: Name, change: (link: Json) => void, as = step): void {
    const { payload: text } = JSON.parse(this.read(linkFileName(step, who(by).keyId))) as { payload: string }
    const link = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Json
    change(link)
    this.link(link, by, as)
  }

  symlink(target: string, path: string): void {
    symlinkSync(target, join(this.directory, path))
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8')
  }

  /** A layout in intents, and a run of it, all by `ci` where nothing else is said. */
  async run(example: string, run: RunOfExample, isHonest = false): Promise<void> {
    const used = (['ann', 'bob'] as const).filter((name) => example.includes(name))
    const functionaries = ['ci', ...used].map((name) => `${name}: { key: ${name}.pub }`).join(', ')
    const by = /^by:/m.test(example) ? '' : 'by: ci\n'
    this.write('layout.yml', `${example}${by}expires: 1 year\nfunctionaries: { ${functionaries} }\n`)
    const built = await this.cli(['layout', 'build', 'layout.yml', '-k', 'owner', '-q'])
    if (built.status !== 0) throw new Error(`the layout of a case is refused:\n${built.text}`)
    const file = new LayoutFile(readFileSync(join(this.directory, 'root.layout')), 'root.layout')
    const intents = intentsOf(file.parsed().layout)
    if (intents === undefined) throw new Error('the layout of a case carries no intents')
    writeRun(this.directory, intents, run, isHonest)
  }

  /** Runs git without anything that the machine or its user configures; returns what it prints. */
  git(...words: string[]): string {
    const names = { NAME: 'owner', EMAIL: 'owner@localhost', DATE: '2026-06-01T12:00:00Z' }
    const identity = Object.entries(names).flatMap(([name, value]) => [
      [`GIT_AUTHOR_${name}`, value],
      [`GIT_COMMITTER_${name}`, value]
    ])
    return execFileSync('git', words, {
      cwd: this.directory,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...(Object.fromEntries(identity) as Record<string, string>),
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1'
      }
    })
  }

  cli(words: readonly string[], world: Pick<CommandCase, 'environment' | 'input'> = {}): Promise<Printed> {
    return this.printed(world, (console) => runProgram(words, console))
  }

  /** What something prints on a console of this directory. */
  async printed(world: Omit<World, 'now'>, act: (console: Console) => Promise<number>): Promise<Printed> {
    const { status, stdout, stderr } = await inConsole(this.directory, { ...world, now: NOW }, act)
    return this.shown(status, `${stderr}${stdout}`)
  }

  /** What a program prints that is started in this directory. */
  async program(path: string, words: readonly string[]): Promise<Printed> {
    const { status, text } = await startProgram(process.execPath, [path, ...words], { cwd: this.directory })
    return this.shown(status ?? -1, text)
  }

  shown(status: number, text: string): Printed {
    return { status, text: constant(text.replaceAll(this.directory, '/home/you/app')).trimEnd() }
  }
}

/** What differs from run to run, or from version to version, is replaced by what stays the same. */
export function constant(text: string): string {
  return NAMES.reduce((all, name) => all.replaceAll(KEYS[name].who.keyId, `<key id of ${name}>`), text)
    .replace(/\b[0-9a-f]{32}\b/g, '<value>')
    .replace(/\b(sha256:)?(?!(.)\2{63})[0-9a-f]{64}\b/g, '$1<digest>')
    .replace(/(sha256 )[0-9a-f]{12}\b/g, '$1<digest>')
    .replace(/\([\d.]+ s\)/g, '(… s)')
    .replace(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
}

/** What a command printed on both streams, what is news first. */
export interface Printed {
  readonly status: number
  readonly text: string
}
