// SPDX-License-Identifier: Apache-2.0
// What a step left behind as scratch. A later stage of the same job would begin with it, and be refused; whoever reads
// the log of this one learns first.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Runner } from '../../base/runner.ts'
import type { Link } from '../../intoto/link/link.ts'
import { readLeftOut } from '../../intoto/link/recording-notes.ts'
import type { RecordingPlan } from './recording-plan.ts'

const MOST_LINES = 10

/** Tells which lines of scratch hid something, unless no step could come later. */
export function tellLeftBehind(
  { name, environment }: Link,
  { isLast }: Pick<RecordingPlan, 'isLast'>,
  runner: Pick<Runner, 'log'>
): void {
  const lines = [...(readLeftOut(environment, 'products') ?? [])]
  if (isLast || lines.length === 0) return
  const texts = lines.slice(0, MOST_LINES).map(([line, files]) => `${quoteUntrusted(line)} (${count(files, 'file')})`)
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more lines` : ''
  const line = lines[0]?.[0] ?? ''
  const path = quoteUntrusted(line.replace(/^\//, '').replace(/\/$/, '')).slice(1, -1)
  const isPlain = /^[\w.][\w./-]*$/.test(path)
  const offers = [
    `\`installs-into: ${isPlain ? path : `'${path}'`}\` for packages that later steps use`,
    `\`may-add: ${isPlain ? `${path}/**` : `'${path}/**'`}\` for files that they may begin with`,
    ...(isPlain ? [`\`rm -rf ${path}\` at the end of the command for what nobody needs`] : [])
  ]
  runner.log(
    `Step ${quoteUntrusted(name)} leaves scratch behind: ${texts.join(', ')}${more}. A later stage of this job would begin with it, and fail (SCRATCH_PRESENT). At this step of layout.yml write ${offers.join('; or ')}.`
  )
}
