// SPDX-License-Identifier: Apache-2.0
// Lines of a batch mostly verify links of many runs by one layout. The file is read for each of them; equal bytes of one name
// are an equal layout, and parsing it anew takes a tenth of the time of a small chain.
import { LIMITS } from '../../base/limits.ts'
import { readFile } from '../../files/read-file.ts'
import { LayoutFile } from '../../intoto/layout/layout-file.ts'
import { NODE_BYTES } from '../../signing/node-bytes.ts'

/** Bytes of a layout that is kept: no line leaves another much less memory than it would have. */
const KEPT_BYTES = 128 * 1024

/** Reads layouts, and keeps what was read of the last one. Nothing is believed of it that was found when it was verified. */
export class LastLayout {
  #last: LayoutFile | undefined

  /** @throws FILE_UNREADABLE, JSON_TOO_LARGE */
  read(path: string, source: string): LayoutFile {
    const bytes = readFile(path, LIMITS.layoutBytes)
    const last = this.#last
    if (last?.source === source && NODE_BYTES.equal(last.bytes, bytes)) return last
    const file = new LayoutFile(bytes, source, NODE_BYTES)
    this.#last = bytes.length <= KEPT_BYTES ? file : undefined
    return file
  }
}
