// SPDX-License-Identifier: Apache-2.0
// Who a certificate of Fulcio says that its holder is. Called only after the chain of the certificate was verified, and
// strict about how things are written: what is there twice, or written in another way, tells nothing.
import { Buffer } from 'node:buffer'
import { ASN1Obj, X509Certificate } from '@sigstore/core'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { CoreError, type CoreCode } from '../intoto/codes.ts'
import { CERTIFICATE_EXTENSIONS, type CertificateExtension } from '../intoto/keys/certificate-extensions.ts'
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'

const FULCIO = '1.3.6.1.4.1.57264.1.'
const ISSUER_V1 = `${FULCIO}1`
const ISSUER_V2 = `${FULCIO}8`
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'
const [EXTENDED_KEY_USAGE, ALTERNATIVE_NAME] = ['2.5.29.37', '2.5.29.17'] as const
const TAG = { utf8: 0x0c, email: 0x81, uri: 0x86 } as const

/** @throws BUNDLE_CERTIFICATE, BUNDLE_IDENTITY */
export function readCertificateIdentity(certificate: X509Certificate): CertificateIdentity {
  checkPurpose(certificate)
  const extensions = extensionsOf(certificate)
  const issuer = issuerOf(extensions)
  const facts = new Map<CertificateExtension, string>()
  for (const [name, { number, form }] of Object.entries(CERTIFICATE_EXTENSIONS)) {
    const value = extensions.get(`${FULCIO}${number}`)
    if (value === undefined) continue
    // People choose what workflows are called, and the old forms hold that as it is: what cannot be read fits nothing.
    const text = form === 'der' ? utf8String(value, `the extension .${number}`) : plainText(value)
    if (text !== undefined) facts.set(name as CertificateExtension, text)
  }
  return { issuer, subject: subjectOf(certificate), extensions: facts }
}

/** Fulcio's certificates are for signing code and sign no certificates; the library looks at neither. */
function checkPurpose(certificate: X509Certificate): void {
  if (certificate.extBasicConstraints?.isCA === true) throw refused('BUNDLE_CERTIFICATE', 'is one of an authority')
  const usage = certificate.extKeyUsage
  if (usage === undefined || !usage.digitalSignature) throw refused('BUNDLE_CERTIFICATE', 'is not one for signatures')
  const purposes = listOf(certificate, EXTENDED_KEY_USAGE).map((purpose) => purpose.toOID())
  if (!purposes.includes(CODE_SIGNING)) throw refused('BUNDLE_CERTIFICATE', 'is not one for signing code')
}

/** The items of an extension whose value is one sequence. */
function listOf(certificate: X509Certificate, oid: string): readonly ASN1Obj[] {
  const [sequence, ...more] = certificate.extension(oid)?.valueObj.subs ?? []
  return more.length > 0 ? [] : (sequence?.subs ?? [])
}

/** From identifiers to the bytes of their values. */
function extensionsOf(certificate: X509Certificate): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (const extension of certificate.extensions) {
    const [identifier, ...rest] = extension.subs
    const value = rest.at(-1)?.value
    if (identifier === undefined || value === undefined)
      throw refused('BUNDLE_IDENTITY', 'has an extension that cannot be read')
    const oid = identifier.toOID()
    if (found.has(oid)) throw refused('BUNDLE_IDENTITY', `has the extension ${oid} twice`)
    found.set(oid, value)
  }
  return found
}

/** The issuer stands in one extension as bare bytes and in a newer one as a DER string; where both are, they agree. */
function issuerOf(extensions: ReadonlyMap<string, Buffer>): string {
  const [old, current] = [extensions.get(ISSUER_V1), extensions.get(ISSUER_V2)]
  const bare = old === undefined ? undefined : utf8(old, 'the issuer')
  const issuer = current === undefined ? bare : utf8String(current, 'the issuer')
  // GitHub's own releases are signed by a certificate without one. It fits no functionary, whose issuer is never empty.
  if (issuer === undefined) return ''
  if (issuer === '') throw refused('BUNDLE_IDENTITY', 'names an empty issuer')
  if (bare !== undefined && bare !== issuer) throw refused('BUNDLE_IDENTITY', 'names two issuers')
  return issuer
}

/** The only name of the holder: a URI for workflows, an address for people. */
function subjectOf(certificate: X509Certificate): string {
  const names = listOf(certificate, ALTERNATIVE_NAME)
  const [name] = names
  if (name === undefined || names.length > 1)
    throw refused('BUNDLE_IDENTITY', `names ${count(names.length, 'holder')} where one is expected${listed(names)}`)
  const tag = name.toDER()[0]
  if (tag !== TAG.uri && tag !== TAG.email)
    throw refused('BUNDLE_IDENTITY', 'names its holder neither by a URI nor by a mail address')
  const subject = utf8(name.value, 'the name of its holder')
  // A name of one kind must not be read as one of the other.
  if (subject === '' || (tag === TAG.uri) !== subject.includes('://'))
    throw refused('BUNDLE_IDENTITY', 'names its holder in a way that can be misread')
  return subject
}

function listed(names: readonly ASN1Obj[]): string {
  const [some, most] = [names.slice(0, LIMITS.sentenceNames), names.length > LIMITS.sentenceNames ? ', …' : '']
  return names.length === 0
    ? ''
    : `: ${some.map(({ value }) => quoteUntrusted(value.toString('utf8'), 200)).join(', ')}${most}`
}

/** A DER UTF8String and nothing behind it. */
function utf8String(value: Buffer, what: string): string {
  let parsed: ASN1Obj
  try {
    parsed = ASN1Obj.parseBuffer(value as Buffer<ArrayBuffer>)
  } catch {
    throw refused('BUNDLE_IDENTITY', `gives ${what} in a form that cannot be read`)
  }
  if (value[0] !== TAG.utf8 || parsed.toDER().length !== value.length)
    throw refused('BUNDLE_IDENTITY', `gives ${what} in another form than Fulcio does`)
  return utf8(parsed.value, what)
}

function utf8(bytes: Buffer, what: string): string {
  const text = plainText(bytes)
  if (text === undefined) throw refused('BUNDLE_IDENTITY', `gives ${what} in bytes that are no plain text`)
  return text
}

function plainText(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  return Buffer.from(text, 'utf8').equals(bytes) && !/[\p{Cc}]/u.test(text) ? text : undefined
}

function refused(code: CoreCode, what: string): CoreError {
  return new CoreError(code, `The certificate ${what}.`, {
    hint: 'Certificates are accepted in the form that Fulcio gives them. With a Sigstore of your own, let Fulcio certify; else find out who made this one.'
  })
}
