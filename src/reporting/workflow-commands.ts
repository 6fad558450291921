// SPDX-License-Identifier: Apache-2.0
// Annotations as lines of a log that GitHub's runner reads as commands.
import type { Annotation } from './annotations.ts'

/** One line. What the runner would take for the end of a part is encoded, as its own toolkit does it. */
export function workflowCommand({ level, title, message, file, line }: Annotation): string {
  return `::${level} title=${property(title)},file=${property(file)},line=${line}::${data(message)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
