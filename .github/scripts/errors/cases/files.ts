// SPDX-License-Identifier: Apache-2.0
// Files, recordings and commands of the command line.
import { linkFileName } from '../../../../src/intoto/link/link-file-name.ts'
import { who, type Bench } from '../bench.ts'
import { chain, writeChain } from '../chain.ts'
import type { ErrorCase } from '../error-case.ts'

/** A recording of `src` by the command line. */
function run(code: string, prepare: ((bench: Bench) => void) | undefined, ...words: string[]): ErrorCase {
  const flags = words.includes('--') ? words : [...words, '--', 'true']
  return {
    code,
    prepare: prepare ?? (() => {}),
    words: ['run', '-n', 'build', '--signing-key', 'ci', ...flags]
  }
}

const START = ['record', 'start', '-n', 'build', '-m', 'ci.pub', '--signing-key', 'ci']
const STOP = ['record', 'stop', '-n', 'build', '-p', 'ci.pub', '--signing-key', 'ci']
const src = (bench: Bench): void => bench.write('src/a.js', 'a')

export const FILE_CASES: readonly ErrorCase[] = [
  { code: 'FILE_UNREADABLE', words: ['inspect', 'build.link'] },
  { code: 'FILE_EXISTS', words: ['key', 'generate', '-o', 'ci'] },
  { code: 'FILE_UNWRITABLE', words: ['key', 'generate', '-o', 'keys/new'] },
  { code: 'USAGE', words: ['verify', '-l', 'root.layout'] },
  chain('PATH_NOT_COMPARED', {
    more: (bench) => {
      bench.write('app.tgz', 'packed')
      bench.write('dist/a.pyc', '')
    },
    words: ['match-products', '-l', linkFileName('pack', who('ann').keyId), '-p', 'app.tgz', 'dist', '-e', '*.pyc']
  }),
  run('COMMAND_NOT_STARTED', undefined, '--', 'mkae', 'all'),
  run('RECORD_NOT_FOUND', undefined, '-m', 'src'),
  run('RECORD_EXCLUDED', src, '-m', 'src', '-e', 'src'),
  run('RECORD_SYMLINK_BROKEN', (bench) => bench.symlink('gone', 'src'), '-m', 'src'),
  run(
    'RECORD_SYMLINK_CYCLE',
    (bench) => {
      src(bench)
      bench.symlink('../src', 'src/again')
    },
    '-m',
    'src'
  ),
  run('RECORD_NAME_NOT_UTF8', (bench) => bench.write(Buffer.from('src/\xff.js', 'latin1'), ''), '-m', 'src'),
  run('RECORD_DRIVE', (bench) => bench.write('a:b', ''), '-m', 'a:b'),
  run('RECORD_BACKSLASH', (bench) => bench.write('src/a\\b.js', ''), '-m', 'src'),
  run(
    'RECORD_NAME_TAKEN',
    (bench) => {
      bench.write('src/a.js', '')
      bench.write('lib/a.js', '')
    },
    '-m',
    'src',
    'lib',
    '--lstrip-paths',
    'src/',
    'lib/'
  ),
  run('RECORD_PREFIX_AMBIGUOUS', src, '-m', 'src', '--lstrip-paths', 'src/', 'src/lib/'),
  run('RECORD_NOT_REGULAR', (bench) => bench.pipe('src'), '-m', 'src'),
  { code: 'STEP_NAME_UNSAFE', words: ['run', '-n', '../build', '--signing-key', 'ci', '--', 'true'] },
  run('INSTALLED_NOTHING', undefined, '-p', 'ci.pub', '--installs', 'node_modules'),
  run('DEPENDENCY_MISSING', undefined, '-m', 'ci.pub', '--dependencies', 'node_modules'),
  run(
    'DEPENDENCY_NOT_DIRECTORY',
    (bench) => bench.write('node_modules', ''),
    '-m',
    'ci.pub',
    '--dependencies',
    'node_modules'
  ),
  run(
    'RECORD_NAME_AMBIGUOUS',
    (bench) => bench.write('node_modules/a\\b.js', ''),
    '-m',
    'ci.pub',
    '--dependencies',
    'node_modules'
  ),
  {
    code: 'COMMAND_FAILED',
    prepare: (bench) => {
      const steps = ['checkout', 'build', 'test', 'package'].map(
        (name) => `  - { name: ${name}, products: anything }\n`
      )
      const source = `by: ci\nexpires: 1 year\nfunctionaries: { ci: { key: ci.pub } }\nsteps:\n${steps.join('')}`
      bench.write('layout.yml', source)
      bench.write('package.json', '{}')
      bench.git('init', '--quiet')
      bench.git('add', 'package.json')
      bench.git('commit', '--quiet', '-m', 'first')
    },
    words: [
      'demo',
      '--project',
      '.',
      '--layout',
      'layout.yml',
      '--build',
      'false',
      '--test',
      'true',
      '--package',
      'true'
    ]
  },
  { code: 'RECORDING_NOT_STARTED', words: STOP },
  {
    code: 'RECORDING_AMBIGUOUS',
    prepare: async (bench) => {
      await bench.cli(START)
      await bench.cli(START)
    },
    words: STOP
  },
  {
    code: 'RECORDING_OTHER',
    prepare: async (bench) => void (await bench.cli([...START, '--run-id', '1'])),
    words: [...STOP, '--run-id', '2']
  },
  {
    code: 'TRUSTED_ROOT_INVALID',
    prepare: (bench) => bench.write('root.json', '{}'),
    words: ['trusted-root', 'show', 'root.json']
  },
  {
    code: 'KEYLESS_TOKEN_INVALID',
    prepare: (bench) => {
      writeChain(bench)
      bench.write('token', 'no token')
    },
    words: ['sign', '-f', 'root.layout', '--keyless', '--identity-token', 'token', '--sigstore', 'public-good']
  },
  {
    code: 'KEYLESS_TOKEN_UNAVAILABLE',
    prepare: (bench) => writeChain(bench),
    words: ['sign', '-f', 'root.layout', '--keyless']
  },
  {
    code: 'KEYLESS_INSTANCE_INCOMPLETE',
    prepare: (bench) => {
      writeChain(bench)
      bench.write('token', 'no token')
    },
    words: ['sign', '-f', 'root.layout', '--keyless', '--identity-token', 'token', '--sigstore', 'custom']
  },
  {
    code: 'KEYLESS_TOKEN_AUDIENCE',
    prepare: (bench) => withToken(bench, { aud: 'another' }),
    words: ['sign', '-f', 'root.layout', '--keyless', '--identity-token', 'token', '--sigstore', 'public-good']
  },
  {
    code: 'KEYLESS_INSTANCE_REFUSED',
    prepare: (bench) => withToken(bench, { aud: 'sigstore', repository_visibility: 'private' }),
    words: ['sign', '-f', 'root.layout', '--keyless', '--identity-token', 'token', '--sigstore', 'public-good']
  }
]

function withToken(bench: Bench, changes: object): void {
  writeChain(bench)
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const issuer = 'https://token.actions.githubusercontent.com'
  const claims = { iss: issuer, sub: 'repo:octo-org/app:ref:refs/heads/main', exp: 1_900_000_000, ...changes }
  bench.write('token', `${part({ alg: 'RS256' })}.${part(claims)}.${part({})}`)
}
