// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { formatUtcSeconds } from '../layout/expiry.ts'
import type { Layout } from '../layout/layout.ts'
import type { Failure, Warning } from './failure.ts'
import type { VerificationRequest } from './verification.ts'

const DAY = 24 * 60 * 60 * 1000

/** A layout that expires at this very second has expired, as in the reference since 2.1. */
export function checkExpiry(
  { expires }: Layout,
  prefix: string,
  { now, layoutSource }: Pick<VerificationRequest, 'now' | 'layoutSource'>
): { failures: Failure[]; warnings: Warning[] } {
  const time = formatUtcSeconds(expires)
  const where = prefix === '' ? 'The layout' : `The layout of step "${prefix.slice(0, -1)}"`
  if (expires <= now) {
    return {
      failures: [
        {
          code: 'LAYOUT_EXPIRED',
          ...(prefix === '' ? { at: escapeUntrusted(layoutSource) } : {}),
          message: `${where} expired at ${time}; it was checked at ${formatUtcSeconds(now)}.`,
          details: [],
          hint: 'Let its owners review the layout and sign it with a later date.'
        }
      ],
      warnings: []
    }
  }
  if (expires - now >= 14 * DAY) return { failures: [], warnings: [] }
  return { failures: [], warnings: [{ code: 'LAYOUT_EXPIRES_SOON', message: `${where} expires at ${time}.` }] }
}
