// SPDX-License-Identifier: Apache-2.0
// Steps performed by identities. The bundles here are verified by a plain object; what the real one refuses is tested
// beside it.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { CoreError } from '../../../src/intoto/codes.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import {
  encodeKeylessIdentity,
  identityOf,
  keylessKeyId,
  type CertificateIdentity,
  type KeylessIdentity
} from '../../../src/intoto/keys/keyless-identity.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { encodeStatement } from '../../../src/intoto/link/statement.ts'
import { certifiedRun, readKeylessLink, readUnverifiedBundle } from '../../../src/intoto/verification/keyless-link.ts'
import { KnownLinks } from '../../../src/intoto/verification/known-links.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import type { KeylessVerifier, VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import {
  ALICE,
  BOB,
  codes,
  file,
  goodStore,
  keyObject,
  LAYOUT,
  layoutOf,
  MemoryStore,
  OWNER,
  PACK,
  payload,
  step,
  verifyChain,
  WRITE
} from '../../support/chain.ts'
import { errorOf, rejectionOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'
const CI = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
const who = (subject = CI, changes: Readonly<Record<string, string>> = {}): CertificateIdentity => ({
  issuer: ISSUER,
  subject,
  extensions: new Map(
    Object.entries({
      run_invocation_uri: 'https://github.com/o/r/actions/runs/1/attempts/1',
      source_repository_digest: 'c',
      source_repository_id: '7',
      ...changes
    }).filter(([, value]) => value !== '')
  ) as CertificateIdentity['extensions']
})
const exact = (text: string): KeylessIdentity => identityOf(ISSUER, { kind: 'exact', text }, new Map())

const constrained = (values: Readonly<Record<string, readonly string[]>>): KeylessIdentity =>
  identityOf(ISSUER, { kind: 'exact', text: CI }, new Map(Object.entries(values)) as KeylessIdentity['constraints'])

/** Bundles that say in clear who signed them. */
const VERIFIER: KeylessVerifier = {
  verify: async (bytes) => {
    const said = JSON.parse(Buffer.from(bytes).toString()) as { readonly said?: Said }
    if (said.said === undefined) throw new CoreError('BUNDLE_SIGNATURE', 'The bundle does not verify.')
    const { issuer, subject, extensions, trustedRoots, payloadType, text } = said.said
    const certificate = { issuer, subject, extensions: new Map(extensions) as CertificateIdentity['extensions'] }
    return { certificate, trustedRoots, payloadType, payload: Buffer.from(text) }
  }
}

interface Said {
  readonly issuer: string
  readonly subject: string
  readonly extensions: readonly (readonly [string, string])[]
  readonly trustedRoots: readonly string[]
  readonly payloadType: string
  readonly text: string
}

function bundle(
  certificate: CertificateIdentity,
  text: string,
  payloadType: string = PAYLOAD_TYPE,
  trustedRoots: readonly string[] = ['github']
): Uint8Array {
  const { issuer, subject, extensions } = certificate
  const envelope = { payload: Buffer.from(text).toString('base64'), payloadType, signatures: [{ sig: '' }] }
  const said = { issuer, subject, extensions: [...extensions], trustedRoots, payloadType, text }
  return Buffer.from(JSON.stringify({ said, dsseEnvelope: envelope }))
}
const statementOf = (value: unknown): string =>
  writeJson(encodeStatement(parseLink(valueAt(value)).link, 'https://github.com'))

/** The chain of the other tests, whose first step an identity performs. */
function chain(identities: readonly KeylessIdentity[], changes: object = {}): Uint8Array {
  const keys = Object.fromEntries<unknown>([
    ...identities.map((identity) => [keylessKeyId(identity), plain(encodeKeylessIdentity(identity))] as const),
    [BOB.keyId, keyObject(BOB)] as const,
    [ALICE.keyId, keyObject(ALICE)] as const
  ])
  const [, pack] = LAYOUT['steps'] as [object, Record<string, unknown>]
  return file(layoutOf([step('write', [], { pubkeys: identities.map(keylessKeyId), ...changes }), pack], { keys }), [
    OWNER
  ])
}
const store = (bundles: Readonly<Record<string, Uint8Array>>): MemoryStore =>
  new MemoryStore(new Map(Object.entries(bundles).map(([name, bytes]) => [`write.${name}.sigstore.json`, bytes]))).put(
    'pack',
    BOB,
    PACK
  )
const verify = (
  bundles: Readonly<Record<string, Uint8Array>>,
  changes: Partial<VerificationRequest> = {}
): ReturnType<typeof verifyChain> =>
  verifyChain({ layout: chain([exact(CI)]), links: store(bundles), keyless: VERIFIER, ...changes })

const GOOD = bundle(who(), statementOf(WRITE))

describe('a step that an identity performs', () => {
  test('passes by its bundle, whatever id the bundle is named by', async () => {
    const verification = await verify({ '00000000': GOOD })
    expect(codes(verification)).toEqual([])
    expect(verification.items[0]?.functionaries).toEqual([keylessKeyId(exact(CI))])
  })
  test.each<[string, Record<string, Uint8Array>, string]>([
    ['no bundle', {}, 'LINK_MISSING'],
    [
      'the bundle of another identity',
      { '00000000': bundle(who(CI.replace('o/r', 'o/evil')), statementOf(WRITE)) },
      'LINK_THRESHOLD'
    ],
    ['a bundle that does not verify', { '00000000': Buffer.from('{}') }, 'LINK_BUNDLE_REFUSED'],
    ['another payload type', { '00000000': bundle(who(), statementOf(WRITE), 'text/plain') }, 'LINK_BUNDLE_REFUSED'],
    ['a classic link in the bundle', { '00000000': bundle(who(), JSON.stringify(WRITE)) }, 'LINK_UNREADABLE'],
    ['the link of another step', { '00000000': bundle(who(), statementOf(PACK)) }, 'LINK_NAME_MISMATCH'],
    [
      'a return value that is none of success',
      { '00000000': bundle(who(), statementOf({ ...WRITE, byproducts: { 'return-value': 1 } })) },
      'LINK_COMMAND_FAILED'
    ],
    [
      'a command whose outcome is not told',
      { '00000000': bundle(who(), statementOf({ ...WRITE, byproducts: {} })) },
      'LINK_OUTCOME_MISSING'
    ],
    [
      'a second bundle that does not verify',
      { '00000000': GOOD, '00000001': Buffer.from('{}') },
      'LINK_BUNDLE_REFUSED'
    ],
    [
      'a second bundle that says something else',
      { '00000000': GOOD, '00000001': bundle(who(), statementOf({ ...WRITE, products: {} })) },
      'LINKS_DISAGREE'
    ],
    [
      'more bundles than are read',
      Object.fromEntries(Array.from({ length: 257 }, (_, index) => [index.toString(16).padStart(8, '0'), GOOD])),
      'LINK_BUNDLE_REFUSED'
    ]
  ])('fails with %s', async (_what, bundles, code) => expect(codes(await verify(bundles))).toContain(code))

  test('passes beside a bundle of somebody else, and says so', async () => {
    const verification = await verify({ '00000000': GOOD, '00000001': bundle(who(`${CI}x`), statementOf(WRITE)) })
    expect(codes(verification)).toEqual([])
    expect(verification.warnings).toMatchObject([
      { code: 'LINK_IGNORED', message: expect.stringContaining('another identity') }
    ])
  })
  test('is no step of a key, and the other way round', async () => {
    expect(codes(await verify({}, { links: goodStore() }))).toEqual(['LINK_MISSING'])
    const keyed = new MemoryStore(new Map([[`write.${ALICE.keyId.slice(0, 8)}.sigstore.json`, GOOD]])).put(
      'pack',
      BOB,
      PACK
    )
    expect(codes(await verifyChain({ links: keyed, keyless: VERIFIER }))).toEqual(['LINK_MISSING'])
  })
  test('of another payload type tells the type, and what to do', async () => {
    const verification = await verify({ '00000000': bundle(who(), statementOf(WRITE), 'text/plain') })
    const [failure] = verification.outcome === 'failed' ? verification.failures : []
    expect(failure?.message).toContain(
      'The payload type of the bundle is "text/plain", not "application/vnd.in-toto+json"'
    )
    expect(failure?.hint).toContain('in-toto-actions sign --file FILE --keyless')
  })
  test('cannot be verified without a trusted root, which is an error', async () =>
    expect((await rejectionOf(verify({ '00000000': GOOD }, { keyless: undefined }))).code).toBe('TRUSTED_ROOT_MISSING'))
  test('fails when a bundle vanishes while it is read', async () => {
    const links = store({ '00000000': GOOD })
    links.read = async (name) =>
      name.endsWith('.sigstore.json') ? undefined : MemoryStore.prototype.read.call(links, name)
    expect(codes(await verify({}, { links }))).toContain('LINK_MISSING')
  })

  describe('at threshold 2', () => {
    const any = identityOf(
      ISSUER,
      { kind: 'pattern', text: 'https://github.com/o/r/.github/workflows/*@**' },
      new Map()
    )
    const two = { layout: chain([any], { threshold: 1 }) }
    const OTHER = CI.replace('ci.yml', 'other.yml')
    const layout = chain([any, exact(CI)], { threshold: 2 })
    test('two identities count', async () =>
      expect(
        codes(await verify({ '00000000': GOOD, '00000001': bundle(who(OTHER), statementOf(WRITE)) }, { layout }))
      ).toEqual([]))
    test('one identity counts once, by however many bundles, and for however many functionaries', async () => {
      expect(codes(await verify({ '00000000': GOOD, '00000001': GOOD }, { layout }))).toEqual(['LINK_THRESHOLD'])
      expect(codes(await verify({ '00000000': GOOD }, two))).toEqual([])
    })
    test('a pattern is one functionary, however many identities fit it', async () => {
      const wide = chain([any, exact('https://github.com/o/security/.github/workflows/sign.yml@refs/heads/main')], {
        threshold: 2
      })
      const bundles = { '00000000': GOOD, '00000001': bundle(who(OTHER), statementOf(WRITE)) }
      expect(codes(await verify(bundles, { layout: wide }))).toEqual(['LINK_THRESHOLD'])
    })
    test('a signer who fits two functionaries leaves the one that another needs', async () => {
      // The exact functionary is only fitted by CI; the pattern by both.
      for (const names of [
        ['00000000', '00000001'],
        ['00000001', '00000000']
      ] as const) {
        const bundles = { [names[0]]: GOOD, [names[1]]: bundle(who(OTHER), statementOf(WRITE)) }
        for (const order of [
          [any, exact(CI)],
          [exact(CI), any]
        ])
          expect(codes(await verify(bundles, { layout: chain(order, { threshold: 2 }) }))).toEqual([])
      }
    })
    test('a key and an identity count', async () => {
      const keys = {
        [keylessKeyId(exact(CI))]: plain(encodeKeylessIdentity(exact(CI))),
        [BOB.keyId]: keyObject(BOB),
        [ALICE.keyId]: keyObject(ALICE)
      }
      const [, pack] = LAYOUT['steps'] as [object, Record<string, unknown>]
      const mixed = file(
        layoutOf([step('write', [ALICE], { pubkeys: [keylessKeyId(exact(CI)), ALICE.keyId], threshold: 2 }), pack], {
          keys
        }),
        [OWNER]
      )
      expect(
        codes(await verify({}, { layout: mixed, links: store({ '00000000': GOOD }).put('write', ALICE, WRITE) }))
      ).toEqual([])
    })
  })
})

describe('the run of a bundle', () => {
  test.each<[string, CertificateIdentity, object, string[]]>([
    ['that the certificate names and the link does not', who(), {}, []],
    [
      'that both name',
      who(),
      { run: { id: '1', attempt: '1', repository: 'o/r', repository_id: '7', commit: 'c' } },
      []
    ],
    [
      'of a certificate that is none of a run is the one that the link names',
      who(CI, { run_invocation_uri: '', source_repository_digest: '' }),
      { run: { id: '1', repository: 'o/r', commit: 'c' } },
      []
    ],
    [
      'that the link names otherwise: id',
      who(),
      { run: { id: '2', repository: 'o/r', commit: 'c' } },
      ['LINK_RUN_NOT_CERTIFIED']
    ],
    [
      'that the link names otherwise: attempt',
      who(),
      { run: { id: '1', attempt: '2', repository: 'o/r', commit: 'c' } },
      ['LINK_RUN_NOT_CERTIFIED']
    ],
    [
      'that the link names otherwise: commit',
      who(),
      { run: { id: '1', repository: 'o/r', commit: 'd' } },
      ['LINK_RUN_NOT_CERTIFIED']
    ],
    [
      'that the link names otherwise: repository',
      who(),
      { run: { id: '1', repository: 'o/x', commit: 'c' } },
      ['LINK_RUN_NOT_CERTIFIED']
    ],
    ['that the link names in a form that cannot be read', who(), { run: 'mine' }, ['LINK_RUN_NOT_CERTIFIED']],
    [
      'that the certificate names, another than the other link',
      who(CI, { run_invocation_uri: 'https://github.com/o/r/actions/runs/2/attempts/1' }),
      {},
      ['LINKS_OF_DIFFERENT_RUNS']
    ],
    ['of another commit', who(CI, { source_repository_digest: 'd' }), {}, ['LINKS_OF_DIFFERENT_RUNS']],
    ['that the certificate names by half', who(CI, { source_repository_digest: '' }), {}, ['LINKS_OF_DIFFERENT_RUNS']],
    [
      'that the certificate names in another form',
      who(CI, { run_invocation_uri: 'https://github.com/o/r/actions/runs/1' }),
      { run: 'mine' },
      ['LINKS_OF_DIFFERENT_RUNS']
    ]
  ])('%s', async (_what, certificate, environment, expected) =>
    expect(codes(await verify({ '00000000': bundle(certificate, statementOf({ ...WRITE, environment })) }))).toEqual(
      expected
    )
  )
  test('must be the one that is verified, by its certificate', async () => {
    const links = {
      '00000000': bundle(who(CI, { source_repository_id: '' }), statementOf({ ...WRITE, environment: {} }))
    }
    expect(codes(await verify(links, { run: { id: '1', repository: 'o/r', commit: 'c' } }))).toEqual([])
    expect(codes(await verify(links, { run: { id: '9', repository: 'o/r', commit: 'c' } }))).toContain(
      'LINK_OF_OTHER_RUN'
    )
  })
  test('is as expected by its certificate, whatever the link says', async () => {
    const certified = { source_repository_ref: 'refs/heads/main', build_trigger: 'push', build_config_uri: CI }
    const facts = { ref: 'refs/heads/main', event: 'push', workflow: '.github/workflows/ci.yml' }
    const stepsOf = async (certificate: typeof certified, claimed: object): Promise<unknown[]> => {
      const environment = { run: { id: '1', repository: 'o/r', commit: 'c', ...claimed } }
      const text = statementOf({ ...WRITE, environment })
      const links = { '00000000': bundle(who(CI, certificate), text) }
      const layout = chain([
        constrained(
          certificate.build_config_uri === '' ? {} : { build_config_uri: ['**'], source_repository_id: ['7'] }
        )
      ])
      const verification = await verify(links, { layout, runFacts: facts })
      return verification.outcome === 'failed'
        ? verification.failures.map(({ code, step: at }) => `${code} ${at ?? ''}`)
        : []
    }
    // The other step is signed by a key, and tells none of this.
    const ofOther = ['LINK_OF_OTHER_RUN pack']
    expect(await stepsOf(certified, {})).toEqual(ofOther)
    const claims = { ref: 'refs/heads/main', event: 'push', workflow: 'o/r/.github/workflows/ci.yml@refs/heads/main' }
    for (const name of Object.keys(certified))
      expect(await stepsOf({ ...certified, [name]: '' }, claims)).toContain('LINK_OF_OTHER_RUN write')
  })
  test('is looked at even in the way of the reference, which has no such links', async () =>
    expect(
      codes(
        await verify(
          { '00000000': bundle(who(), statementOf({ ...WRITE, environment: { run: 'mine' } })) },
          { compatibility: 'reference' }
        )
      )
    ).toEqual(['LINK_RUN_NOT_CERTIFIED']))
  test.each([
    ['ref', { source_repository_ref: 'refs/heads/main' }, { ref: 'refs/heads/evil' }],
    ['event', { build_trigger: 'push' }, { event: 'pull_request' }],
    ['workflow', { build_config_uri: CI }, { workflow: 'o/r/.github/workflows/evil.yml@refs/heads/main' }],
    [
      'workflow of another server',
      { build_config_uri: 'https://ghe.test/o/r/.github/workflows/ci.yml@x' },
      { workflow: 'o/r/.github/workflows/ci.yml@x' }
    ]
  ])('must not contradict the certificate: %s', async (_fact, certified, claimed) => {
    const run = { id: '1', repository: 'o/r', commit: 'c', ...claimed }
    const links = { '00000000': bundle(who(CI, certified), statementOf({ ...WRITE, environment: { run } })) }
    const layout = chain([
      constrained(_fact.startsWith('workflow') ? { build_config_uri: ['**'], source_repository_id: ['7'] } : {})
    ])
    expect(codes(await verify(links, { layout }))).toEqual(['LINK_RUN_NOT_CERTIFIED'])
  })
  test('of a certificate with a commit and no run is none', async () => {
    const links = { '00000000': bundle(who(CI, { run_invocation_uri: '' }), statementOf(WRITE)) }
    expect(codes(await verify(links))).toEqual(['LINKS_OF_DIFFERENT_RUNS'])
  })
  test('of a repository at another place than the run is none', async () => {
    const links = {
      '00000000': bundle(
        who(CI, { source_repository_uri: 'https://evil.test/o/r' }),
        statementOf({ ...WRITE, environment: {} })
      )
    }
    const layout = chain([constrained({ source_repository_uri: ['https://evil.test/o/r'] })])
    expect(codes(await verify(links, { layout }))).toEqual(['LINKS_OF_DIFFERENT_RUNS'])
  })
})

describe('a layout that an identity signed', () => {
  const layout = bundle(who(), writeJson(payload(LAYOUT)))
  const by = (
    identities: readonly KeylessIdentity[],
    changes: Partial<VerificationRequest> = {}
  ): ReturnType<typeof verifyChain> =>
    verifyChain({ layout, layoutKeys: [], layoutIdentities: identities, keyless: VERIFIER, ...changes })
  test('passes by any of those that may', async () => expect(codes(await by([exact(`${CI}x`), exact(CI)]))).toEqual([]))
  test.each<[string, Parameters<typeof by>, string]>([
    ['another identity', [[exact(`${CI}x`)]], 'LAYOUT_IDENTITY_OTHER'],
    [
      'a bundle that does not verify',
      [
        [exact(CI)],
        {
          layout: Buffer.from(
            JSON.stringify({ dsseEnvelope: { payload: 'e30=', payloadType: PAYLOAD_TYPE, signatures: [] } })
          )
        }
      ],
      'LAYOUT_BUNDLE_REFUSED'
    ],
    [
      'another payload type',
      [
        [exact(CI)],
        {
          layout: bundle(who(), writeJson(payload(LAYOUT)), PAYLOAD_TYPE).subarray(0),
          keyless: {
            verify: async (bytes, source) => ({ ...(await VERIFIER.verify(bytes, source)), payloadType: 'text/plain' })
          }
        }
      ],
      'LAYOUT_BUNDLE_REFUSED'
    ],
    ['an envelope that keys signed', [[exact(CI)], { layout: file(LAYOUT, [OWNER]) }], 'LAYOUT_BUNDLE_REFUSED'],
    ['keys besides', [[exact(CI)], { layoutKeys: [OWNER.signer.publicKey] }], 'LAYOUT_KEYS_MISSING'],
    ['neither keys nor identities', [[]], 'LAYOUT_KEYS_MISSING'],
    ['another digest', [[exact(CI)], { layoutDigest: '0'.repeat(64) }], 'LAYOUT_DIGEST_DIFFERS'],
    [
      'keys where it is a bundle',
      [[], { layoutIdentities: undefined, layoutKeys: [OWNER.signer.publicKey] }],
      'LAYOUT_SIGNATURE_MISSING'
    ]
  ])('fails with %s', async (_what, [identities, changes], code) =>
    expect(codes(await by(identities, changes))).toEqual([code])
  )
  test('is what was verified, whatever the file shows besides', async () => {
    const expired = bundle(who(), writeJson(payload({ ...LAYOUT, expires: '2001-01-01T00:00:00Z' })))
    const showing = (shown: Uint8Array, signed: Uint8Array): ReturnType<typeof by> =>
      by([exact(CI)], { layout: shown, keyless: { verify: (_bytes, source) => VERIFIER.verify(signed, source) } })
    expect(codes(await showing(layout, expired))).toEqual(['LAYOUT_EXPIRED'])
    expect(codes(await showing(expired, layout))).toEqual([])
    expect(codes(await showing(file(LAYOUT, [OWNER], 'metablock'), expired))).toEqual(['LAYOUT_EXPIRED'])
  })
  test('cannot be verified without a trusted root, which is an error', async () =>
    expect((await rejectionOf(by([exact(CI)], { keyless: undefined }))).code).toBe('TRUSTED_ROOT_MISSING'))
  test('whose verifier has a fault is an error', async () => {
    const keyless = {
      verify: () => {
        throw new TypeError('fault')
      }
    }
    await expect(by([exact(CI)], { keyless })).rejects.toThrow('fault')
  })
})

describe('a certificate of another Sigstore', () => {
  const by = (root: string): Uint8Array => bundle(who(), statementOf(WRITE), PAYLOAD_TYPE, [root])
  const naming = (root: string): KeylessIdentity => identityOf(ISSUER, { kind: 'exact', text: CI }, new Map(), root)
  test('speaks for no run on github.com, unless the functionary says so', async () => {
    expect(codes(await verify({ '00000000': by('custom') }))).toEqual(['LINK_THRESHOLD'])
    expect(codes(await verify({ '00000000': by('custom') }, { layout: chain([naming('custom')]) }))).toEqual([])
    expect(codes(await verify({ '00000000': by('github') }, { layout: chain([naming('custom')]) }))).toEqual([
      'LINK_THRESHOLD'
    ])
  })
  test('signs no layout either', async () => {
    const signed = bundle(who(), writeJson(payload(LAYOUT)), PAYLOAD_TYPE, ['custom'])
    const request = { layout: signed, layoutKeys: [], keyless: VERIFIER }
    expect(codes(await verifyChain({ ...request, layoutIdentities: [exact(CI)] }))).toEqual(['LAYOUT_IDENTITY_OTHER'])
    expect(codes(await verifyChain({ ...request, layoutIdentities: [naming('custom')] }))).toEqual([])
  })
})

describe('a pattern that anybody fits', () => {
  const pattern = (text: string): Uint8Array => chain([identityOf(ISSUER, { kind: 'pattern', text }, new Map())])
  test.each([
    ['https://github.com/**/ci.yml@refs/heads/main', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.com/o/**@refs/heads/main', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.com/o/**', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['**', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.com/o/r/.github/workflows/***@refs/heads/main', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.com/o/r/.github/workflows/*@**', []],
    ['https://github.com/*/*/.github/workflows/*@refs/heads/main', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.com/o*/r/.github/workflows/ci.yml@refs/heads/main', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.*/o/r/.github/workflows/ci.yml@refs/heads/main', ['LAYOUT_IDENTITY_TOO_WIDE']],
    ['https://github.com/o/*/.github/workflows/*@refs/heads/main', []]
  ])('%s: %j', async (text, expected) => {
    expect(codes(await verify({ '00000000': GOOD }, { layout: pattern(text) }))).toEqual(expected)
    expect(codes(await verify({ '00000000': GOOD }, { layout: pattern(text), compatibility: 'reference' }))).toEqual([])
  })
  test('is text where the identity is exact', async () => {
    const layout = chain([exact('https://github.com/o/**')])
    expect(codes(await verify({ '00000000': GOOD }, { layout }))).toEqual(['LINK_THRESHOLD'])
  })
})

describe('a link that was read before', () => {
  const NAME = 'write.00000000.sigstore.json'
  const knownOf = async (shown: Uint8Array): Promise<KnownLinks> => {
    const known = new KnownLinks(NODE_PORTS.hasher)
    const { parsed, payload } = readUnverifiedBundle(shown, NAME, { strings: known.strings })
    await known.keep('statement', NAME, payload, parsed)
    return known
  }
  const other = bundle(who(), statementOf({ ...WRITE, products: {} }))
  test('is not read again', async () => {
    const known = await knownOf(GOOD)
    const { payload, parsed } = readUnverifiedBundle(GOOD, NAME)
    const marked = { ...parsed, link: { ...parsed.link, command: ['read before'] } }
    await known.keep('statement', NAME, payload, marked)
    const read = await readKeylessLink(GOOD, NAME, { keyless: VERIFIER, ports: NODE_PORTS, known })
    expect(read.parsed).toBe(marked)
  })
  test('counts for the bytes that it was read from, and for no others', async () => {
    expect(codes(await verify({ '00000000': GOOD }, { known: await knownOf(GOOD) }))).toEqual([])
    expect(codes(await verify({ '00000000': GOOD }, { known: await knownOf(other) }))).toEqual([])
    const of = async (shown: Uint8Array): Promise<string[]> =>
      codes(await verify({ '00000000': other }, { known: await knownOf(shown) }))
    expect(await of(GOOD)).not.toEqual([])
    expect(await of(GOOD)).toEqual(await of(other))
  })
})

test('a bundle can be looked at without being believed', () => {
  expect(readUnverifiedBundle(GOOD, 'x').parsed.link.name).toBe('write')
  expect(errorOf(() => readUnverifiedBundle(Buffer.from('{}'), 'x')).code).toBe('BUNDLE_NOT_ENVELOPE')
})
test('a layout refuses an identity under an id that is not its own', async () => {
  const identity = exact(CI)
  const keys = { ['0'.repeat(64)]: plain(encodeKeylessIdentity(identity)) }
  const layout = file(layoutOf([step('write', [], { pubkeys: ['0'.repeat(64)] })], { keys }), [OWNER])
  expect((await rejectionOf(verifyChain({ layout, keyless: VERIFIER }))).code).toBe('METADATA_VALUE_INVALID')
})

describe('the run that a certificate names', () => {
  const ADDRESS = 'https://github.com/o/r/actions/runs/1/attempts/2'
  const named = (address: string, changes: Readonly<Record<string, string>> = {}): unknown =>
    certifiedRun(who(CI, { run_invocation_uri: address, ...changes }))
  const run = { id: '1', repository: 'o/r', commit: 'c' }
  test('is read from its address', async () => {
    const links = { '00000000': bundle(who(CI, { run_invocation_uri: ADDRESS }), statementOf(WRITE)) }
    expect(codes(await verify(links, { run }))).toEqual([])
    expect(named(ADDRESS)).toMatchObject({ id: '1', attempt: '2', repository: 'o/r', commit: 'c', repository_id: '7' })
    expect(named('', { source_repository_digest: '' })).toBeUndefined()
  })
  test.each([
    `https://evil.test/?${ADDRESS}`,
    `x${ADDRESS}`,
    ` ${ADDRESS}`,
    `https://evil.test\n${ADDRESS}`,
    `${ADDRESS}/`,
    `${ADDRESS}0x`,
    `${ADDRESS}?attempt=3`,
    `${ADDRESS}#3`,
    `${ADDRESS}\n`,
    `${ADDRESS}/jobs/3`,
    ADDRESS.replace('https', 'http'),
    ADDRESS.replace('o/r', 'o/r/x'),
    ADDRESS.replace('o/r', 'r'),
    ADDRESS.replace('github.com', ''),
    ADDRESS.replace('runs/1', 'runs/1a'),
    ADDRESS.replace('runs/1', 'runs/'),
    ADDRESS.slice(0, -1)
  ])('is none that others name when its address is %j', async (address) => {
    expect(named(address)).toBe('malformed')
    const links = { '00000000': bundle(who(CI, { run_invocation_uri: address }), statementOf(WRITE)) }
    expect(codes(await verify(links, { run }))).not.toEqual([])
  })
  test.each<[string, Readonly<Record<string, string>>]>([
    ['the commit is not told', { source_repository_digest: '' }],
    ['it is of another repository', { source_repository_uri: 'https://github.com/o/x' }],
    ['its repository has a longer name', { source_repository_uri: 'https://github.com/o/r2' }],
    ['its repository lies on another server', { source_repository_uri: 'https://evil.test/o/r' }]
  ])('is none when %s', (_what, changes) => expect(named(ADDRESS, changes)).toBe('malformed'))
})

describe('the runner of a step', () => {
  const hosted = constrained({ runner_environment: ['github-hosted'] })
  const ranOn = (certified: string, recorded?: string): Record<string, Uint8Array> => {
    const run = { id: '1', repository: 'o/r', commit: 'c', ...(recorded === undefined ? {} : { runner: recorded }) }
    const link = statementOf({ ...WRITE, environment: { run } })
    return { '00000000': bundle(who(CI, { runner_environment: certified }), link) }
  }
  test.each<[string, string, string | undefined, string[]]>([
    ['that fits in certificate and link', 'github-hosted', 'github-hosted', []],
    ['that only the certificate tells', 'github-hosted', undefined, ['LINK_THRESHOLD']],
    ['that was another one where the step was recorded', 'github-hosted', 'self-hosted', ['LINK_THRESHOLD']],
    ['that was another one where it was signed', 'self-hosted', 'github-hosted', ['LINK_THRESHOLD']]
  ])('%s', async (_what, certified, recorded, expected) =>
    expect(codes(await verify(ranOn(certified, recorded), { layout: chain([hosted]) }))).toEqual(expected)
  )
  const recordedBy = (value: unknown): Record<string, Uint8Array> => {
    const run = { id: '1', repository: 'o/r', commit: 'c', runner: 'github-hosted' }
    const link = statementOf({ ...WRITE, environment: { run, recorded_by: value } })
    return { '00000000': bundle(who(CI, { runner_environment: 'github-hosted' }), link) }
  }
  test.each<[string, unknown, string[]]>([
    ['fits', { job: 'work', attempt: '1', runner: 'github-hosted' }, []],
    ['was another one', { job: 'work', attempt: '1', runner: 'self-hosted' }, ['LINK_THRESHOLD']],
    ['is not told', { job: 'work', attempt: '1' }, ['LINK_THRESHOLD']],
    ['is told by something that is no text', { job: 'work', attempt: '1', runner: 1 }, ['LINK_THRESHOLD']],
    ['is told without the job', { attempt: '1', runner: 'github-hosted' }, ['LINK_THRESHOLD']],
    ['is told without the attempt', { job: 'work', runner: 'github-hosted' }, ['LINK_THRESHOLD']],
    ['is told in another form', 'github-hosted', ['LINK_THRESHOLD']]
  ])('of the job that recorded it for another one to sign %s', async (_what, value, expected) => {
    expect(codes(await verify(recordedBy(value), { layout: chain([hosted]) }))).toEqual(expected)
    expect(codes(await verify(recordedBy(value)))).toEqual([])
  })
  test('may be one of several that the layout names, in certificate, link and record each for itself', async () => {
    const layout = chain([constrained({ runner_environment: ['github-hosted', 'large-*'] })])
    const runners = ['github-hosted', 'large-1', 'self-hosted']
    for (const certified of runners)
      for (const recorded of runners)
        for (const worked of runners) {
          const run = { id: '1', repository: 'o/r', commit: 'c', runner: recorded }
          const recorder = { job: 'work', attempt: '1', runner: worked }
          const link = statementOf({ ...WRITE, environment: { run, recorded_by: recorder } })
          const links = { '00000000': bundle(who(CI, { runner_environment: certified }), link) }
          const expected = [certified, recorded, worked].includes('self-hosted') ? ['LINK_THRESHOLD'] : []
          expect([certified, recorded, worked, codes(await verify(links, { layout }))]).toEqual([
            certified,
            recorded,
            worked,
            expected
          ])
        }
  })
  test('is not known where the link names no run, since only the signature was made where the certificate says', async () => {
    const link = statementOf({ ...WRITE, environment: {} })
    const links = { '00000000': bundle(who(CI, { runner_environment: 'github-hosted' }), link) }
    const { failures } = (await verify(links, { layout: chain([hosted]) })) as {
      failures: readonly { code: string; details: readonly string[] }[]
    }
    expect(failures.map(({ code }) => code)).toEqual(['LINK_THRESHOLD'])
    expect(JSON.stringify(failures)).toContain('of which its link says nothing')
    expect(codes(await verify(links))).toEqual([])
  })
  test('is not told by a run that cannot be read, which fails for that', async () => {
    const link = statementOf({ ...WRITE, environment: { run: { id: 1 } } })
    const links = { '00000000': bundle(who(CI, { runner_environment: 'github-hosted' }), link) }
    expect(codes(await verify(links, { layout: chain([hosted]) }))).not.toEqual([])
  })
  test('is nobody’s business where the layout does not ask', async () =>
    expect(codes(await verify(ranOn('github-hosted', 'self-hosted')))).toEqual([]))
})

test('one identity counts once, in the way of the reference too', async () => {
  const layout = chain([constrained({ runner_environment: ['a'] }), constrained({ runner_environment: ['b'] })], {
    threshold: 2
  })
  const signed = (runner: string): Uint8Array => bundle(who(CI, { runner_environment: runner }), statementOf(WRITE))
  const links = { '00000000': signed('a'), '00000001': signed('b') }
  for (const compatibility of ['strict', 'reference'] as const)
    expect(codes(await verify(links, { layout, compatibility }))).toEqual(['LINK_THRESHOLD'])
})
