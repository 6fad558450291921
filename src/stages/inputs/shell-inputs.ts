// SPDX-License-Identifier: Apache-2.0
import type { Inputs } from '../../base/inputs.ts'

export const SHELLS = ['bash', 'sh', 'pwsh', 'powershell', 'python'] as const

/** The shell that runs the command. @throws INPUT_INVALID */
export function readShell(inputs: Inputs): string {
  return inputs.choice('shell', SHELLS)
}
