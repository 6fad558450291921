// SPDX-License-Identifier: Apache-2.0
// Bad news for people, the one form of it: what happened, the values, where, how to mend it, and where to read more.
import { helpAddress, helpPage } from './home.ts'

/** What stands below a message. Every part is escaped already. */
export interface News {
  readonly code?: string | undefined
  /** What the layout says, in the words that it was signed with. */
  readonly statement?: string | undefined
  readonly at?: string | undefined
  readonly details?: readonly string[] | undefined
  readonly hint?: string | undefined
}

interface Style {
  readonly says: string
  readonly detail: string
  readonly at: string
  readonly fix: string
  readonly see: string
  readonly help: (code: string) => string
}

const STYLES = {
  /** Standard error, and logs. */
  terminal: {
    says: '  the layout says: ',
    detail: '    - ',
    at: '  at:  ',
    fix: '  fix: ',
    see: '  see: ',
    help: helpPage
  },
  /** An annotation of a workflow run. */
  annotation: { says: 'the layout says: ', detail: '', at: 'at: ', fix: 'fix: ', see: 'see: ', help: helpAddress },
  /** An annotation of a file, which says by itself that it is about what is wrong and how to mend it. */
  remark: { says: 'The layout says: ', detail: '', at: 'at: ', fix: '', see: '', help: helpAddress }
} as const satisfies Readonly<Record<string, Style>>

export type NewsStyle = keyof typeof STYLES

/** The lines below the message: details, place, remedy and address, as far as there are any. */
export function linesBelow({ code, statement, at, details = [], hint }: News, style: NewsStyle): string[] {
  const { says, detail, at: where, fix, see, help } = STYLES[style]
  return [
    ...(statement === undefined ? [] : [`${says}${statement}`]),
    ...details.map((text) => `${detail}${text}`),
    ...(at === undefined ? [] : [`${where}${at}`]),
    ...(hint === undefined ? [] : [`${fix}${hint}`]),
    ...(code === undefined ? [] : [`${see}${help(code)}`])
  ]
}
