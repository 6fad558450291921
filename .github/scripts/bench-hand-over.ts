// SPDX-License-Identifier: Apache-2.0
// What it costs to copy the products that are handed over: with reflinks, where the file system has them, beside a
// plain copy of the same files in the same run. Both do all that a stage does: open, look, copy, hash the copies.
import { randomBytes } from 'node:crypto'
import { constants, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { cloneFile, copyProducts, type CopyFile } from '../../src/stages/copy-products.ts'
import { stageSettings } from '../../src/stages/stage-settings.ts'

const ROUNDS = 5
const MEAN_BYTES = 64 * 1024

// Not by `copyFile` without its flag: systems share blocks by themselves then, where they can.
const copyPlainly: CopyFile = ({ descriptor }, target) =>
  writeFileSync(target, readFileSync(descriptor), { flag: 'wx' })

/** @param work an empty directory, on the file system that is asked about */
export async function benchHandOver(work: string, count: number): Promise<void> {
  const workspace = join(work, 'workspace')
  const bytes = writeTree(workspace, count)
  const recorder = new Recorder()
  try {
    const record = (): ReturnType<Recorder['record']> =>
      recorder.record({ ...stageSettings(workspace, []), paths: ['.'] })
    const { artifacts: selected } = await record()
    const directory = join(work, 'copies')
    const copy = async (copyFile: CopyFile): Promise<number> => {
      const time = await timed(() =>
        copyProducts({ workspace, selected, modes: new Map(), directory, recorder, copyFile })
      )
      rmSync(directory, { recursive: true })
      return time
    }
    const best = { hash: Infinity, reflink: Infinity, plain: Infinity }
    for (let round = 0; round < ROUNDS; round += 1) {
      best.hash = Math.min(best.hash, await timed(record))
      best.reflink = Math.min(best.reflink, await copy(cloneFile))
      best.plain = Math.min(best.plain, await copy(copyPlainly))
    }
    const beside = (seconds: number): string => `${seconds.toFixed(2)} s: ${(seconds / best.plain).toFixed(2)} of plain`
    console.log(
      `\nhand-over: ${count} files of ${Math.round(bytes / 1e6)} MB are copied and the copies hashed; best of ${ROUNDS}`
    )
    console.log(
      `  with reflink     ${beside(best.reflink)}${hasReflink(work) ? '' : ' (this file system has no reflink)'}`
    )
    console.log(`  plain            ${beside(best.plain)}`)
    console.log(`  hashing alone    ${beside(best.hash)}`)
  } finally {
    await recorder.close()
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return (performance.now() - start) / 1000
}

function writeTree(directory: string, count: number): number {
  let bytes = 0
  for (let index = 0; index < count; index += 1) {
    const place = join(directory, `d${index % 100}`)
    if (index < 100) mkdirSync(place, { recursive: true })
    const size = Math.round(-MEAN_BYTES * Math.log(1 - ((index * 7919) % 10_007) / 10_008))
    writeFileSync(join(place, `f${index}`), randomBytes(size))
    bytes += size
  }
  return bytes
}

function hasReflink(work: string): boolean {
  const [from, to] = [join(work, 'from'), join(work, 'to')]
  writeFileSync(from, 'x')
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE)
    return true
  } catch {
    return false
  }
}
