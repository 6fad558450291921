// SPDX-License-Identifier: Apache-2.0
// Lines of a batch mostly verify links of many runs by one layout. The file is read for each of them; equal bytes of one name
// are an equal layout, and parsing it anew takes a tenth of the time of a small chain.
import { LIMITS } from '../../base/limits.ts'
import { readFile } from '../../files/read-file.ts'
import { LayoutFile } from '../../intoto/layout/layout-file.ts'
import { NODE_BYTES } from '../../signing/node-bytes.ts'

/** Most bytes of a layout that is kept, so that no line leaves the next one much less memory. */
const KEPT_BYTES = 128 * 1024

/** Reads layouts, and keeps what was read of the last one. What verifying it found is not kept. */
export class LastLayout {
  #last: LayoutFile | undefined

  /**
   * The layout in a file, as it lies there now.
   *
   * @param source its name for messages
   * @throws FILE_UNREADABLE, JSON_TOO_LARGE
   */
  read(path: string, source: string): LayoutFile {
    const bytes = readFile(path, LIMITS.layoutBytes)
    const last = this.#last
    if (last?.source === source && NODE_BYTES.equal(last.bytes, bytes)) return last
    const file = new LayoutFile(bytes, source, NODE_BYTES)
    this.#last = bytes.length <= KEPT_BYTES ? file : undefined
    return file
  }
}
