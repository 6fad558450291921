// SPDX-License-Identifier: Apache-2.0
// How the stages of a pipeline record, alike in all of them: relative to the workspace, with modes, so that a file that
// is handed over can be made executable again.
import { plainWords, shellLine } from '../intoto/rules/shell-line.ts'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { workspaceSettings } from '../recording/workspace-settings.ts'
import type { RecordingSettings } from './step-recording.ts'

/**
 * The one thing that no stage records: the administration of git, which differs from checkout to checkout. The longer
 * list of the reference would hide files that run, such as byte code of Python.
 */
const ALWAYS_EXCLUDED = '.git'

/** What a stage that was told to exclude some patterns excludes. None of them can bring `.git` back. */
export function stageExcludes(exclude: readonly string[]): readonly string[] {
  return [...exclude, ALWAYS_EXCLUDED]
}

/** @param exclude gitignore patterns */
export function stageSettings(workspace: string, exclude: readonly string[]): RecordingSettings {
  return { ...workspaceSettings(workspace), exclude: stageExcludes(exclude) }
}

/**
 * A command as a link names it: the words of a line that holds nothing but plain words, so that a layout can expect them;
 * else the script whole, since words would not tell what it runs.
 */
export function commandWords(shell: string, script: string): string[] {
  if (script.trim() === '') return []
  const line = shellLine(script)
  return plainWords(line, shell) ?? [shell, '-c', line]
}

/** What looks like a secret by its name. */
const SECRET_NAME =
  /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|AUTH|COOKIE|SESSION|(?:API|ACCESS|SIGNING|ENCRYPTION|SSH|GPG|MASTER)KEY|JWT|BEARER|DSN|WEBHOOK|CONNECTION|PROXY|(?:^|_)(?:KEY|PAT|PWD|PW)S?(?:$|_)|^INPUT_|^ACTIONS_|^IN_TOTO_/i

/** Whether a variable may go into a link, which everybody can read. */
export function isRecordableVariable(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !SECRET_NAME.test(name)
}

/** The values of variables, for a link's environment. Those that are not set are left out. */
export function recordedVariables(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>
): JsonObject {
  return jsonObject(Object.fromEntries(names.map((name) => [name, environment[name]])))
}
