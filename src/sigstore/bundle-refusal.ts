// SPDX-License-Identifier: Apache-2.0
// Why a bundle is refused, in our words: which part of it, by which trusted root, and what to do about that.
import { X509Certificate } from 'node:crypto'
import type { Bundle } from '@sigstore/bundle'
import { VerificationError } from '@sigstore/verify'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { CoreError, type CoreCode } from '../intoto/codes.ts'
import { leafCertificate } from './leaf-certificate.ts'

/** A bundle, what it was read from, and the name of the trusted root that it was held against. */
export interface Refused {
  readonly bundle: Bundle
  readonly source: string
  readonly root: string
}

const CODES: Readonly<Record<string, keyof typeof REASONS>> = {
  TLOG_ERROR: 'BUNDLE_LOG',
  TLOG_INCLUSION_PROOF_ERROR: 'BUNDLE_LOG',
  TLOG_INCLUSION_PROMISE_ERROR: 'BUNDLE_LOG',
  TLOG_MISSING_INCLUSION_ERROR: 'BUNDLE_LOG',
  TLOG_BODY_ERROR: 'BUNDLE_LOG_ENTRY_OTHER',
  CERTIFICATE_ERROR: 'BUNDLE_CERTIFICATE',
  SIGNATURE_ERROR: 'BUNDLE_SIGNATURE',
  TIMESTAMP_ERROR: 'BUNDLE_TIMESTAMP'
}

const OTHER_ROOT =
  'Name the trusted root of the Sigstore that signed: `public-good`, `github`, or the trusted_root.json of your own. If it is that one already, fetch it anew (`in-toto-actions trusted-root fetch public-good -o trusted_root.json`): it may be older than what signed.'
const CHANGED =
  'Take the file as it was stored when it was signed. If it is that one, sign again, and find out what changed it.'

interface Reason {
  /** As the beginning of a sentence, before what the library says. */
  readonly what: (refused: Refused) => string
  readonly hint: string
}

const REASONS = {
  BUNDLE_CERTIFICATE: {
    what: ({ bundle, root }) =>
      `The certificate${issuedBy(bundle)} does not verify with the trusted root ${named(root)}`,
    hint: OTHER_ROOT
  },
  BUNDLE_TIMESTAMP: {
    what: ({ root }) => `The bundle has no time of signing that the trusted root ${named(root)} vouches for`,
    hint: `${OTHER_ROOT} With a Sigstore of your own, set \`timestamp-url\` (\`--timestamp-url\`), and sign again.`
  },
  BUNDLE_LOG: {
    what: ({ root }) => `The log entry does not verify with the trusted root ${named(root)}`,
    hint: OTHER_ROOT
  },
  BUNDLE_LOG_ENTRY_OTHER: {
    what: () => 'The log entry is about something else than the bundle holds',
    hint: CHANGED
  },
  BUNDLE_SIGNATURE: {
    what: () => 'The signature is not one of what the bundle holds, by the key of its certificate',
    hint: CHANGED
  },
  BUNDLE_UNVERIFIED: {
    what: () => 'The bundle holds something that cannot be read',
    hint: CHANGED
  }
} as const satisfies Partial<Record<CoreCode, Reason>>

/** Whatever was thrown while a bundle was verified, as a refusal that names its file. */
export function bundleRefusal(error: unknown, refused: Refused): CoreError {
  const at = escapeUntrusted(refused.source)
  if (error instanceof CoreError && /^(BUNDLE|JSON|METADATA)_/.test(error.code)) {
    if (!error.code.startsWith('BUNDLE_'))
      return new CoreError('BUNDLE_MALFORMED', `The bundle holds a log entry that cannot be read: ${error.message}`, {
        at,
        cause: error,
        hint: CHANGED
      })
    return new CoreError(error.code, error.message, { at: error.at ?? at, hint: error.hint, cause: error })
  }
  const said = escapeUntrusted(error instanceof Error ? error.message : String(error), 200)
  const code = error instanceof VerificationError ? (CODES[error.code] ?? 'BUNDLE_UNVERIFIED') : 'BUNDLE_UNVERIFIED'
  const { what, hint } = REASONS[code]
  return new CoreError(code, `${what(refused)} (${said}).`, { at, cause: error, hint })
}

function named(root: string): string {
  return quoteUntrusted(root, 100)
}

/** Whom a certificate names as its authority; nothing where it cannot be read. */
function issuedBy(bundle: Bundle): string {
  try {
    const leaf = leafCertificate(bundle)
    if (leaf === undefined) return ''
    const { issuer } = new X509Certificate(leaf.root.toDER())
    return ` that ${quoteUntrusted(issuer.split('\n').join(', '), 200)} issued`
  } catch {
    return ''
  }
}
