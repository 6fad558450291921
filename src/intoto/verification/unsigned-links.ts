// SPDX-License-Identifier: Apache-2.0
// `<step>.link`, which nobody signed. It is no evidence for any step.
import { isUnsignedLinkFileName, stepOfUnsignedLink } from '../link/link-file-name.ts'
import type { LinkFormat } from './link-format.ts'
import { lookAtLink } from './signed-links.ts'

export const UNSIGNED_LINKS: LinkFormat = {
  isNamed: isUnsignedLinkFileName,
  stepOf: stepOfUnsignedLink,
  look: lookAtLink,
  collect: async () => {}
}
