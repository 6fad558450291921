// SPDX-License-Identifier: Apache-2.0
// Outside judges: in-toto-python and in-toto-golang verify what we write, and we verify what they write. A judge that
// cannot be had is a failure, never a skip.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

const PYTHON_VERSION = '3.1.0'
const GO_MODULE = 'github.com/in-toto/in-toto-golang'
const GO_VERSION = 'v0.11.0'

const root = resolve(import.meta.dirname, '../..')
const cli = join(root, 'dist/cli.mjs')
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'in-toto-actions')
const work = mkdtempSync(join(tmpdir(), 'in-toto-referees-'))
let passed = 0
let failed = 0

type Run = SpawnSyncReturns<string>

function run(program: string, words: readonly string[], cwd = work, env: NodeJS.ProcessEnv = process.env): Run {
  return spawnSync(program, words, { cwd, encoding: 'utf8', env, maxBuffer: 1 << 28 })
}

const ours = (words: readonly string[], cwd = work): Run => run(process.execPath, [cli, ...words], cwd)

function expectStatus(result: Run, status: number): void {
  assert.equal(result.status, status, `exit status ${result.status}\n${result.stdout}\n${result.stderr}`)
}

function check(name: string, body: () => void): void {
  try {
    body()
    passed += 1
    console.log(`ok   ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}\n${(error as Error).message.split('\n').slice(0, 30).join('\n')}`)
  }
}

function installPython(): string {
  const venv = join(cache, `in-toto-python-${PYTHON_VERSION}`)
  const bin = join(venv, 'bin')
  if (!existsSync(join(venv, 'complete'))) {
    rmSync(venv, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' })
    execFileSync(
      join(bin, 'pip'),
      ['install', '--quiet', '--disable-pip-version-check', `in-toto==${PYTHON_VERSION}`],
      { stdio: 'inherit' }
    )
    writeFileSync(join(venv, 'complete'), '')
  }
  return bin
}

function installGo(): { program: string; source: string } {
  const bin = join(cache, `in-toto-golang-${GO_VERSION}`)
  const program = join(bin, 'in-toto-golang')
  if (!existsSync(program))
    execFileSync('go', ['install', `${GO_MODULE}@${GO_VERSION}`], {
      env: { ...process.env, GOBIN: bin },
      stdio: 'inherit'
    })
  const modules = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim()
  const source = join(modules, `${GO_MODULE}@${GO_VERSION}`)
  if (!existsSync(source))
    execFileSync('go', ['mod', 'download', `${GO_MODULE}@${GO_VERSION}`], { stdio: 'inherit', cwd: tmpdir() })
  return { program, source }
}

function directory(name: string): string {
  const path = join(work, name.replace(/[^\w.-]+/g, '-'))
  mkdirSync(path, { recursive: true })
  return path
}

const LAYOUT = `expires: 1 year
functionaries:
  writer: { key: writer.pub }
  packer: { key: packer.pub }
steps:
  - name: write
    by: writer
    run: touch foo.txt
    materials: [DISALLOW *]
    products: [CREATE foo.txt, DISALLOW *]
  - name: pack
    by: packer
    run: cp foo.txt foo.pack
    materials: [MATCH foo.txt WITH PRODUCTS FROM write, DISALLOW *]
    products: [REQUIRE foo.pack, CREATE foo.pack, MATCH foo.txt WITH PRODUCTS FROM write, DISALLOW *]
`

/** Keys, layout and links of a small chain, all by our command line. */
function ourChain(at: string, type: readonly string[], format: string): void {
  for (const name of ['owner', 'writer', 'packer']) expectStatus(ours(['key', 'generate', ...type, '-o', name], at), 0)
  writeFileSync(join(at, 'layout.yml'), LAYOUT)
  expectStatus(
    ours(
      ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner', '--keyid', 'both', '--format', format],
      at
    ),
    0
  )
  const stage = directory(`${basename(at)}-stage`)
  const sign = (name: string): string[] => ['--signing-key', join(at, name), '-d', at, '--format', format]
  expectStatus(ours(['run', '-n', 'write', '-p', '.', ...sign('writer'), '--', 'touch', 'foo.txt'], stage), 0)
  expectStatus(
    ours(['run', '-n', 'pack', '-m', '.', '-p', '.', ...sign('packer'), '--', 'cp', 'foo.txt', 'foo.pack'], stage),
    0
  )
}

function tamper(at: string): void {
  const link = readdirSync(at).find((name) => /^pack\..*\.link$/.test(name)) ?? ''
  rmSync(join(at, link))
}

const KEY_TYPES: readonly (readonly [string, readonly string[]])[] = [
  ['ed25519', ['--type', 'ed25519']],
  ['ecdsa', ['--type', 'ecdsa']],
  ['rsa', ['--type', 'rsa']]
]
const VERIFY = ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', '.']

function pythonVerifiesOurs(bin: string): void {
  for (const [name, type] of KEY_TYPES) {
    for (const format of ['dsse', 'metablock']) {
      const at = directory(`ours-${name}-${format}`)
      check(`in-toto-python verifies our ${name} ${format} chain`, () => {
        ourChain(at, type, format)
        expectStatus(ours(['verify', ...VERIFY], at), 0)
        expectStatus(run(join(bin, 'in-toto-verify'), VERIFY, at), 0)
      })
      check(`in-toto-python and we refuse our ${name} ${format} chain without a link`, () => {
        tamper(at)
        expectStatus(ours(['verify', ...VERIFY], at), 1)
        expectStatus(run(join(bin, 'in-toto-verify'), VERIFY, at), 1)
      })
    }
  }
}

/** A layout made by the reference's own library. */
const PYTHON_LAYOUT = `
import sys
from securesystemslib.signer import CryptoSigner
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from in_toto.models.layout import Layout, Step
from in_toto.models.metadata import Envelope, Metablock
dsse = sys.argv[1] == "dsse"
layout = Layout()
keys = layout.add_functionary_keys_from_paths(["writer.pub", "packer.pub"])
ids = {p: layout.add_functionary_key_from_path(p)["keyid"] for p in ["writer.pub", "packer.pub"]}
write = Step(name="write")
write.pubkeys = [ids["writer.pub"]]
write.set_expected_command_from_string("touch foo.txt")
write.add_material_rule_from_string("DISALLOW *")
write.add_product_rule_from_string("CREATE foo.txt")
write.add_product_rule_from_string("DISALLOW *")
pack = Step(name="pack")
pack.pubkeys = [ids["packer.pub"]]
pack.set_expected_command_from_string("cp foo.txt foo.pack")
pack.add_material_rule_from_string("MATCH foo.txt WITH PRODUCTS FROM write")
pack.add_material_rule_from_string("DISALLOW *")
pack.add_product_rule_from_string("CREATE foo.pack")
pack.add_product_rule_from_string("ALLOW foo.txt")
pack.add_product_rule_from_string("DISALLOW *")
layout.steps = [write, pack]
layout.set_relative_expiration(months=4)
metadata = Envelope.from_signable(layout) if dsse else Metablock(signed=layout)
with open("owner", "rb") as f:
    signer = CryptoSigner(load_pem_private_key(f.read(), None))
metadata.create_signature(signer)
metadata.dump("root.layout")
`

function weVerifyPython(bin: string): void {
  for (const [name, type] of KEY_TYPES) {
    for (const format of ['dsse', 'metablock']) {
      const at = directory(`python-${name}-${format}`)
      check(`we verify the ${name} ${format} chain of in-toto-python`, () => {
        for (const key of ['owner', 'writer', 'packer'])
          expectStatus(ours(['key', 'generate', ...type, '-o', key], at), 0)
        writeFileSync(join(at, 'layout.py'), PYTHON_LAYOUT)
        expectStatus(run(join(bin, 'python'), ['layout.py', format], at), 0)
        const stage = directory(`python-${name}-${format}-stage`)
        const dsse = format === 'dsse' ? ['--use-dsse'] : []
        const sign = (key: string): string[] => ['--signing-key', join(at, key), '-d', at, ...dsse]
        expectStatus(
          run(join(bin, 'in-toto-run'), ['-n', 'write', '-p', '.', ...sign('writer'), '--', 'touch', 'foo.txt'], stage),
          0
        )
        expectStatus(
          run(
            join(bin, 'in-toto-run'),
            ['-n', 'pack', '-m', '.', '-p', '.', ...sign('packer'), '--', 'cp', 'foo.txt', 'foo.pack'],
            stage
          ),
          0
        )
        expectStatus(run(join(bin, 'in-toto-verify'), VERIFY, at), 0)
        expectStatus(ours(['verify', ...VERIFY], at), 0)
        expectStatus(ours(['verify', ...VERIFY, '--compat', 'reference'], at), 0)
      })
      check(`we refuse that chain with a changed link`, () => {
        const link = readdirSync(at).find((file) => file.startsWith('pack.') && file.endsWith('.link')) ?? ''
        const text = readFileSync(join(at, link), 'utf8')
        writeFileSync(
          join(at, link),
          text.replace(/(?<="sig": ?")./, (digit) => (digit === 'a' ? 'b' : 'a'))
        )
        expectStatus(run(join(bin, 'in-toto-verify'), VERIFY, at), 1)
        expectStatus(ours(['verify', ...VERIFY], at), 1)
      })
    }
  }
}

/** Recording must agree file by file, and a recording that one starts the other can check. */
function recordingAgrees(bin: string): void {
  check('in-toto-python records the same artifacts', () => {
    const at = directory('recording')
    const tree = join(at, 'tree')
    for (const folder of ['a/b', '.git', 'c d', '__pycache__']) mkdirSync(join(tree, folder), { recursive: true })
    for (const name of [
      'a/b/x.txt',
      'a/y~',
      'a/z.pyc',
      '.git/config',
      'c d/ü.bin',
      'c d/__proto__',
      'top',
      'build.12345678.link',
      '😀',
      '\uFB01'
    ])
      writeFileSync(join(tree, name), name)
    expectStatus(
      ours(
        ['run', '-n', 'r', '-p', 'tree', 'file:tree/top', 'dir:tree/a', '--unsigned', '-x', '--format', 'metablock'],
        at
      ),
      0
    )
    const script =
      'import json,sys;from in_toto.runlib import record_artifacts_as_dict as r;print(json.dumps(r(["tree","file:tree/top","dir:tree/a"],follow_symlink_dirs=True)))'
    const python = run(join(bin, 'python'), ['-c', script], at)
    expectStatus(python, 0)
    const mine = JSON.parse(readFileSync(join(at, 'r.link'), 'utf8')) as { signed: { products: unknown } }
    assert.deepEqual(mine.signed.products, JSON.parse(python.stdout))
  })
}

/** Verdicts on chains that the two should judge alike, good and bad, with the strict checks off. */
function verdictsAgree(bin: string): void {
  const changes: readonly (readonly [
    string,
    (layout: Record<string, unknown> & { steps: Record<string, unknown>[] }) => void
  ])[] = [
    ['unchanged', () => undefined],
    ['no steps', (layout) => void (layout.steps = [])],
    ['threshold 2 of 1', (layout) => void ((layout.steps[0] ?? {})['threshold'] = 2)],
    ['threshold 0', (layout) => void ((layout.steps[0] ?? {})['threshold'] = 0)],
    ['rule that forbids all', (layout) => void ((layout.steps[1] ?? {})['expected_products'] = [['DISALLOW', '*']])],
    [
      'rule that requires a pattern',
      (layout) => void ((layout.steps[1] ?? {})['expected_products'] = [['REQUIRE', '*']])
    ],
    [
      'rule after which nothing is left',
      (layout) =>
        void ((layout.steps[1] ?? {})['expected_products'] = [
          ['ALLOW', '*'],
          ['DISALLOW', '*']
        ])
    ],
    [
      'MATCH from an unknown step',
      (layout) =>
        void ((layout.steps[1] ?? {})['expected_materials'] = [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere'],
          ['DISALLOW', '*']
        ])
    ],
    [
      'MATCH from an unknown step without DISALLOW',
      (layout) =>
        void ((layout.steps[1] ?? {})['expected_materials'] = [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere']])
    ],
    [
      'character class',
      (layout) =>
        void ((layout.steps[1] ?? {})['expected_products'] = [
          ['ALLOW', '[!a-e]oo.*'],
          ['DISALLOW', '*']
        ])
    ],
    ['an unknown rule', (layout) => void ((layout.steps[1] ?? {})['expected_products'] = [['PERMIT', '*']])],
    ['expired', (layout) => void (layout['expires'] = '2020-01-01T00:00:00Z')],
    ['an expiry with a fraction', (layout) => void (layout['expires'] = '2040-01-01T00:00:00.0Z')],
    ['an unknown member', (layout) => void (layout['evil'] = 1)],
    [
      'an inspection that succeeds',
      (layout) =>
        void (layout['inspect'] = [
          { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
        ])
    ],
    [
      'an inspection that fails',
      (layout) =>
        void (layout['inspect'] = [
          { _type: 'inspection', name: 'look', run: ['false'], expected_materials: [], expected_products: [] }
        ])
    ],
    [
      'an inspection without a command',
      (layout) =>
        void (layout['inspect'] = [
          { _type: 'inspection', name: 'look', run: [], expected_materials: [], expected_products: [] }
        ])
    ]
  ]
  const at = directory('verdicts')
  check('a chain for comparing verdicts', () => ourChain(at, ['--type', 'ed25519'], 'dsse'))
  const signScript = `import sys,json
from securesystemslib.signer import CryptoSigner
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.dsse import Envelope
signer = CryptoSigner(load_pem_private_key(open("owner","rb").read(), None))
e = Envelope(open("payload","rb").read(), "application/vnd.in-toto+json", {})
e.sign(signer)
json.dump(e.to_dict(), open("changed.layout","w"))`
  writeFileSync(join(at, 'sign.py'), signScript)
  for (const [name, change] of changes) {
    check(`same verdict as in-toto-python: ${name}`, () => {
      const envelope = JSON.parse(readFileSync(join(at, 'root.layout'), 'utf8')) as { payload: string }
      const layout = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as Record<string, unknown> & {
        steps: Record<string, unknown>[]
      }
      change(layout)
      writeFileSync(join(at, 'payload'), JSON.stringify(layout))
      expectStatus(run(join(bin, 'python'), ['sign.py'], at), 0)
      const words = [
        '--layout',
        join(at, 'changed.layout'),
        '--verification-keys',
        join(at, 'owner.pub'),
        '--link-dir',
        at
      ]
      const theirs = run(join(bin, 'in-toto-verify'), words, directory(`verdict-${name}-python`))
      const mine = ours(['verify', ...words, '--compat', 'reference'], directory(`verdict-${name}-ours`))
      assert.equal(
        mine.status === 0,
        theirs.status === 0,
        `python ${theirs.status}, ours ${mine.status}\n${theirs.stderr}\n${mine.stdout}${mine.stderr}`
      )
    })
  }
}

function demoIsReadByAll(bin: string, go: string): void {
  const kept = join(work, 'kept')
  check('what the demo keeps is verified by us, in-toto-python and in-toto-golang', () => {
    expectStatus(ours(['demo', '--keep', kept]), 0)
    const words = ['--layout', 'root.layout', '--verification-keys', 'keys/owner.pub', '--link-dir', 'links']
    expectStatus(ours(['verify', ...words, '--base-path', 'product', '-p', '.'], kept), 0)
    expectStatus(run(join(bin, 'in-toto-verify'), words, kept), 0)
    expectStatus(
      run(go, ['verify', '--layout', 'root.layout', '--layout-keys', 'keys/owner.pub', '--link-dir', 'links'], kept),
      0
    )
  })
  check('in-toto-python finds the product that the demo keeps, and a changed one', () => {
    const link = readdirSync(join(kept, 'links')).find((name) => name.startsWith('package.')) ?? ''
    // The reference's match-products stops with an AttributeError on DSSE, so it gets the link as a Metablock.
    expectStatus(ours(['sign', '-f', `links/${link}`, '-k', 'keys/package', '--format', 'metablock'], kept), 0)
    const words = ['--link', join(kept, 'links', link), '--paths', '.']
    expectStatus(run(join(bin, 'in-toto-match-products'), words, join(kept, 'product')), 0)
    expectStatus(ours(['match-products', ...words], join(kept, 'product')), 0)
    const [file = ''] = readdirSync(join(kept, 'product'))
    writeFileSync(join(kept, 'product', file), 'changed')
    expectStatus(run(join(bin, 'in-toto-match-products'), words, join(kept, 'product')), 1)
    expectStatus(ours(['match-products', ...words], join(kept, 'product')), 1)
  })
}

function goVerifiesOurs(go: string): void {
  for (const [name, type] of KEY_TYPES) {
    for (const format of ['dsse', 'metablock']) {
      check(`in-toto-golang verifies our ${name} ${format} chain`, () => {
        const at = directory(`go-ours-${name}-${format}`)
        ourChain(at, type, format)
        expectStatus(
          run(go, ['verify', '--layout', 'root.layout', '--layout-keys', 'owner.pub', '--link-dir', '.'], at),
          0
        )
        tamper(at)
        assert.notEqual(
          run(go, ['verify', '--layout', 'root.layout', '--layout-keys', 'owner.pub', '--link-dir', '.'], at).status,
          0
        )
      })
    }
  }
  check('we verify links of in-toto-golang', () => {
    const at = directory('go-links')
    ourChain(at, ['--type', 'ed25519'], 'dsse')
    for (const name of readdirSync(at)) if (name.endsWith('.link')) rmSync(join(at, name))
    expectStatus(ours(['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner', '--keyid', 'legacy'], at), 0)
    const stage = directory('go-links-stage')
    expectStatus(
      run(
        go,
        ['run', '-n', 'write', '-p', 'foo.txt', '-k', join(at, 'writer'), '-d', at, '--', 'touch', 'foo.txt'],
        stage
      ),
      0
    )
    expectStatus(
      run(
        go,
        [
          'run',
          '-n',
          'pack',
          '-m',
          'foo.txt',
          '-p',
          'foo.txt',
          '-p',
          'foo.pack',
          '-k',
          join(at, 'packer'),
          '-d',
          at,
          '--',
          'cp',
          'foo.txt',
          'foo.pack'
        ],
        stage
      ),
      0
    )
    expectStatus(ours(['verify', ...VERIFY], at), 0)
  })
}

/** Signed files that in-toto-golang ships for its own tests; layouts valid until 2030. */
function goldenFiles(source: string): void {
  const data = join(source, 'test/data')
  const golden = (layout: string, ...keys: string[]): Run => {
    const at = directory(`golden-${layout}`)
    cpSync(data, at, { recursive: true, mode: 0 })
    execFileSync('chmod', ['-R', 'u+w', at])
    return ours(
      [
        'verify',
        '-l',
        layout,
        '--verification-keys',
        ...keys,
        '--link-dir',
        '.',
        '--compat',
        'reference',
        '--at',
        '2026-01-01T00:00:00Z'
      ],
      at
    )
  }
  check('golden file dsse-only.root.layout verifies', () =>
    expectStatus(golden('dsse-only.root.layout', 'alice.pub'), 0)
  )
  check('golden file demo.layout (Metablock with certificate members) verifies', () =>
    expectStatus(golden('demo.layout', 'alice.pub'), 0)
  )
  check('golden file demo.dsse.layout verifies', () => expectStatus(golden('demo.dsse.layout', 'alice.pub'), 0))
  check('a golden layout with a foreign key does not verify', () =>
    expectStatus(golden('dsse-only.root.layout', 'carol.pub'), 1)
  )
}

try {
  const python = installPython()
  const { program: go, source } = installGo()
  pythonVerifiesOurs(python)
  weVerifyPython(python)
  recordingAgrees(python)
  verdictsAgree(python)
  goVerifiesOurs(go)
  goldenFiles(source)
  demoIsReadByAll(python, go)
} catch (error) {
  failed += 1
  console.log(`FAIL a judge could not be had: ${(error as Error).message}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
