// SPDX-License-Identifier: Apache-2.0
// Supply chains in rules that do not verify.
import { linkFileName } from '../../../../src/intoto/link/link-file-name.ts'
import { who, type Bench } from '../bench.ts'
import { chain, digestOf, keyOf, layoutOf, linkOf, MATCH, stepOf, workflow } from '../chain.ts'
import type { ErrorCase, Json } from '../error-case.ts'

const DISALLOW = ['DISALLOW', '*']
const RUN = { id: '1', repository: 'octo-org/app', commit: 'a'.repeat(40) }
const OTHER = 'b'.repeat(40)
const claim = (changes: Json = {}): Json => ({
  run: RUN,
  source: { commit: RUN.commit, tree: OTHER, files: 1, digest: 'c'.repeat(64), ...changes }
})
const inspection = (changes: Json = {}): Json => ({
  inspect: [
    { _type: 'inspection', name: 'look', run: ['false'], expected_materials: [], expected_products: [], ...changes }
  ]
})
const ANYBODY = workflow('https://github.com/**/ci.yml@refs/heads/main')
const WORKFLOW = workflow('https://github.com/octo-org/app/.github/workflows/ci.yml@refs/heads/main')
const aKey = who('ci').keyId
const subLink = linkFileName('write', aKey)
const subDirectory = subLink.replace(/\.link$/, '')

/** Layouts in the place of the links of `write`, so many within each other. */
const nested = (deep: number): ErrorCase =>
  chain('SUBLAYOUT_TOO_DEEP', {
    more: (bench) => {
      let place = ''
      for (let level = 0; level < deep; level += 1) {
        bench.sign(`${place}${subLink}`, layoutOf([stepOf('write', ['ci'])]), ['ci'])
        place += `${subDirectory}/`
      }
      bench.sign(`${place}${subLink}`, linkOf('write', { products: { 'src/a.js': digestOf('a') } }), ['ci'])
    }
  })

/** A clone with one commit. */
function clone(bench: Bench): { readonly commit: string; readonly tree: string } {
  bench.git('init', '--quiet', 'clone')
  bench.write('clone/src/a.js', 'b')
  bench.git('-C', 'clone', 'add', '--all')
  bench.git('-C', 'clone', 'commit', '--quiet', '-m', 'first')
  const [commit = '', tree = ''] = bench.git('-C', 'clone', 'show', '--no-patch', '--format=%H %T').trim().split(' ')
  return { commit, tree }
}

export const VERIFICATION_CASES: readonly ErrorCase[] = [
  chain('LAYOUT_SIGNATURE_MISSING', { owners: ['bob'] }),
  chain('LAYOUT_SIGNATURE_INVALID', {
    more: (bench) => {
      const layout = JSON.parse(bench.read('root.layout')) as { signatures: { sig: string }[] }
      for (const one of layout.signatures) one.sig = Buffer.alloc(64).toString('base64')
      bench.write('root.layout', JSON.stringify(layout))
    }
  }),
  chain('LAYOUT_DIGEST_DIFFERS', { flags: ['--layout-digest', 'd'.repeat(64)] }),
  chain('LAYOUT_EXPIRED', { layout: { expires: '2026-01-01T00:00:00Z' } }),
  chain('LAYOUT_EMPTY', { layout: { steps: [] } }),
  chain('LAYOUT_THRESHOLD_INVALID', { pack: { threshold: 0 } }),
  chain('LAYOUT_THRESHOLD_UNREACHABLE', { pack: { threshold: 2 } }),
  chain('LAYOUT_KEY_UNKNOWN', { pack: { pubkeys: [who('owner').keyId, who('ann').keyId] } }),
  chain('LAYOUT_KEY_DUPLICATE', {
    layout: {
      keys: {
        [who('ci').keyId]: keyOf('ci'),
        [who('ann').keyId]: keyOf('ann'),
        ['e'.repeat(64)]: { ...(keyOf('ann') as Json), keyid: 'e'.repeat(64) }
      }
    }
  }),
  chain('LAYOUT_KEY_ID_MISMATCH', {
    layout: { keys: { [who('ci').keyId]: keyOf('ci'), [who('ann').keyId]: { ...(keyOf('ann') as Json), keyid: aKey } } }
  }),
  chain('LAYOUT_MEMBER_UNKNOWN', { layout: { not_before: '2026-01-01T00:00:00Z' } }),
  chain('LAYOUT_MEMBER_CASE', { layout: { Expires: '2040-01-01T00:00:00Z' } }),
  chain('LAYOUT_RULES_CANNOT_FAIL', { pack: { expected_products: [['ALLOW', '*']] } }),
  chain('LAYOUT_STEP_UNCONSTRAINED', { pack: { expected_materials: [], expected_products: [] } }),
  chain('LAYOUT_MATCH_UNKNOWN_STEP', {
    pack: { expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'], DISALLOW] }
  }),
  chain('LAYOUT_NAME_UNSAFE', {
    layout: { steps: [stepOf('../write', ['ci'])] }
  }),
  chain('LAYOUT_IDENTITY_TOO_WIDE', {
    layout: { keys: ANYBODY.keys, steps: [stepOf('write', [], { pubkeys: [ANYBODY.keyId] })] }
  }),
  chain('LINK_BUNDLE_REFUSED', {
    layout: { keys: WORKFLOW.keys, steps: [stepOf('write', [], { pubkeys: [WORKFLOW.keyId] })] },
    more: (bench) => {
      const bundle = { mediaType: 'application/vnd.dev.sigstore.bundle.v9+json', verificationMaterial: {} }
      const envelope = { payloadType: 'application/vnd.in-toto+json', payload: 'e30=', signatures: [{ sig: 'e30=' }] }
      bench.write('write.00000000.sigstore.json', JSON.stringify({ ...bundle, dsseEnvelope: envelope }))
    }
  }),
  chain('PARAMETER_WILDCARD', {
    pack: { expected_products: [['CREATE', '{file}'], DISALLOW] },
    more: (bench) => bench.write('parameters.json', '{"file":"*"}'),
    flags: ['--parameters', 'parameters.json']
  }),
  chain('PARAMETER_EMPTY', {
    pack: { expected_products: [['CREATE', 'app{suffix}.tgz'], DISALLOW] },
    more: (bench) => bench.write('parameters.json', '{"suffix":""}'),
    flags: ['--parameters', 'parameters.json']
  }),
  chain('PARAMETER_NOT_GIVEN', { pack: { expected_products: [['CREATE', '{file}'], DISALLOW] } }),
  chain('PARAMETER_UNFIT', {
    pack: { expected_products: [['CREATE', '{directory}/app.tgz'], DISALLOW] },
    more: (bench) => bench.write('parameters.json', '{"directory":"../dist"}'),
    flags: ['--parameters', 'parameters.json']
  }),
  chain('PARAMETER_INVALID', {
    more: (bench) => bench.write('parameters.json', '{"a file":"app.tgz"}'),
    flags: ['--parameters', 'parameters.json']
  }),
  chain('PARAMETER_MISSING', {
    pack: { expected_products: [['CREATE', '{file}'], DISALLOW] },
    more: (bench) => bench.write('parameters.json', '{"other":"app.tgz"}'),
    flags: ['--compat', 'reference', '--parameters', 'parameters.json']
  }),
  chain('PARAMETER_SYNTAX', {
    pack: { expected_products: [['CREATE', 'app-{.tgz'], DISALLOW] },
    more: (bench) => bench.write('parameters.json', '{"file":"app.tgz"}'),
    flags: ['--compat', 'reference', '--parameters', 'parameters.json']
  }),
  chain('LINK_MISSING', { packLink: 'none' }),
  chain('LINK_UNREADABLE', { packLink: { materials: [] } }),
  chain('LINK_THRESHOLD', {
    pack: { pubkeys: [who('ann').keyId, who('bob').keyId] },
    packLink: 'none',
    more: (bench) => bench.sign(linkFileName('pack', who('ann').keyId), linkOf('pack'), ['bob'])
  }),
  chain('LINK_NAME_MISMATCH', { packLink: { name: 'write' } }),
  chain('LINK_MEMBER_UNKNOWN', { packLink: { signed_by: 'ann' } }),
  chain('LINK_MEMBER_CASE', { packLink: { Products: {} } }),
  chain('LINK_PATH_NOT_NORMALISED', { packLink: { products: { './app.tgz': digestOf('packed') } } }),
  chain('LINK_DIGEST_INVALID', { packLink: { products: { 'app.tgz': { sha256: 'ABC' } } } }),
  chain('LINK_COMMAND_FAILED', { packLink: { byproducts: { 'return-value': 2 } } }),
  chain('LINK_OUTCOME_MISSING', { packLink: { byproducts: {} } }),
  chain('LINK_UNKNOWN_STEP', { more: (bench) => bench.link(linkOf('deploy'), 'ci') }),
  chain('LINKS_DISAGREE', {
    pack: { pubkeys: [who('ann').keyId, who('bob').keyId], threshold: 2 },
    more: (bench) => {
      const materials = { 'src/a.js': digestOf('a') }
      bench.link(linkOf('pack', { materials, products: { 'app.tgz': digestOf('other') } }), 'bob')
    }
  }),
  chain('LINK_OF_OTHER_RUN', { flags: ['--run-id', '2'] }),
  chain('LINKS_OF_DIFFERENT_RUNS', { packLink: { environment: { run: { ...RUN, id: '2' } } } }),
  chain('SOURCE_DIFFERS', {
    writeLink: { environment: claim() },
    packLink: { environment: claim({ tree: 'd'.repeat(40) }) }
  }),
  chain('SOURCE_OTHER_COMMIT', { writeLink: { environment: claim() }, flags: ['--commit', OTHER] }),
  chain('SOURCE_FALSE', {
    more: (bench) => {
      const { commit, tree } = clone(bench)
      const environment = { run: { ...RUN, commit }, source: { commit, tree, files: 1, digest: 'c'.repeat(64) } }
      bench.link(linkOf('write', { products: { 'src/a.js': digestOf('a') }, environment }), 'ci')
      bench.change('pack', 'ann', (link) => (link['environment'] = { run: { ...RUN, commit } }))
    },
    flags: ['--source', 'clone']
  }),
  chain('SOURCE_UNKNOWN', { more: clone, flags: ['--source', 'clone'] }),
  chain('RULE_ARTIFACT_DISALLOWED', {
    packLink: { products: { 'app.tgz': digestOf('packed'), 'evil.js': digestOf('evil') } }
  }),
  chain('RULE_ARTIFACT_REQUIRED', { packLink: { products: {} } }),
  nested(20),
  chain('INSPECTION_NOT_ALLOWED', { layout: inspection() }),
  chain('INSPECTION_FAILED', { layout: inspection(), flags: ['--allow-inspections'] }),
  chain('INSPECTION_TIMED_OUT', {
    layout: inspection({ run: ['sleep', '60'] }),
    flags: ['--allow-inspections', '--inspection-timeout', '0.2']
  }),
  chain('INSPECTION_OF_SUBLAYOUT', {
    write: { expected_command: [] },
    more: (bench) => {
      const steps = [stepOf('write', ['ci'])]
      bench.sign(subLink, layoutOf(steps, inspection({ run: ['true'] })), ['ci'])
      bench.sign(`${subDirectory}/${subLink}`, linkOf('write', { products: { 'src/a.js': digestOf('a') } }), ['ci'])
    },
    flags: ['--allow-inspections']
  }),
  chain('PRODUCT_UNKNOWN', {
    more: (bench) => bench.write('dist/evil.js', 'evil'),
    flags: ['-p', 'dist/evil.js']
  }),
  chain('PRODUCT_DIFFERS', { more: (bench) => bench.write('app.tgz', 'changed'), flags: ['-p', 'app.tgz'] }),
  chain('PRODUCT_NONE', { more: (bench) => bench.write('dist/a.pyc', ''), flags: ['-p', 'dist', '-e', '*.pyc'] }),
  chain('PRODUCT_OUTSIDE', {
    more: (bench) => bench.symlink('/etc/passwd', 'app.tgz'),
    flags: ['-p', 'app.tgz']
  }),
  chain('PRODUCT_MISSING', {
    pack: { expected_products: [MATCH, DISALLOW] },
    more: (bench) => bench.write('dist/readme', ''),
    words: ['match-products', '-l', linkFileName('pack', who('ann').keyId), '-p', 'dist']
  }),
  chain('LINK_SIGNATURE_MISSING', {
    more: (bench) => bench.write('app.tgz', 'packed'),
    words: [
      'match-products',
      '-l',
      linkFileName('pack', who('ann').keyId),
      '-p',
      'app.tgz',
      '--verification-keys',
      'bob.pub'
    ]
  }),
  chain('SUBLAYOUT_TOO_MANY', {
    layout: { steps: Array.from({ length: 101 }, (_, index) => stepOf(`write-${index}`, ['ci'])) },
    more: (bench) => {
      for (let index = 0; index <= 100; index += 1) {
        const place = linkFileName(`write-${index}`, aKey)
        bench.sign(place, layoutOf([stepOf('unit', ['ci'])]), ['ci'])
        bench.sign(`${place.replace(/\.link$/, '')}/${linkFileName('unit', aKey)}`, linkOf('unit'), ['ci'])
      }
    }
  })
]
