// SPDX-License-Identifier: Apache-2.0
// Every code of the suite with its one-line meaning: docs/errors.md and the rules of SARIF are made from these tables.
import { BASE_CODES } from '../base/codes.ts'
import { CLI_CODES } from '../cli/codes.ts'
import { COMMANDS_CODES } from '../commands/codes.ts'
import { FILES_CODES } from '../files/codes.ts'
import { GATE_CODES, GATE_FAILURE_CODES } from '../gate/codes.ts'
import { CORE_CODES } from '../intoto/codes.ts'
import { FAILURE_CODES } from '../intoto/verification/failure.ts'
import { LAYOUTS_CODES } from '../layouts/codes.ts'
import { RECORDING_CODES } from '../recording/codes.ts'
import { SIGNING_CODES } from '../signing/codes.ts'
import { SIGSTORE_CODES } from '../sigstore/codes.ts'
import { STAGES_CODES } from '../stages/codes.ts'

/** The codes of errors, room by room as a pipeline meets them; what every action can throw comes last. */
export const ERROR_CODES = {
  ...CORE_CODES,
  ...SIGNING_CODES,
  ...RECORDING_CODES,
  ...COMMANDS_CODES,
  ...CLI_CODES,
  ...LAYOUTS_CODES,
  ...FILES_CODES,
  ...STAGES_CODES,
  ...SIGSTORE_CODES,
  ...GATE_CODES,
  ...BASE_CODES
} as const

/** What each code means, of failures and of errors. */
export const MEANINGS: Readonly<Record<string, string>> = { ...FAILURE_CODES, ...GATE_FAILURE_CODES, ...ERROR_CODES }
