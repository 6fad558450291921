// SPDX-License-Identifier: Apache-2.0

/** Variables without which programs do not start, or not well. None holds a secret or a file of the runner. */
const PLAIN_VARIABLES =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|CI|ComSpec|SystemRoot|SystemDrive|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles)$/i

/** What commands that a layout chooses are given: no tokens, whatever this program was started with. */
export function inspectionEnvironment(
  environment: Readonly<Record<string, string | undefined>>
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => PLAIN_VARIABLES.test(name)))
}
