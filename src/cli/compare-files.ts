// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import { CliError } from './codes.ts'
import { Recorder, type RecordRequest } from '../recording/record-artifacts.ts'

/** Files at hand beside the products of a link. Names are in order of code points. */
export interface FilesAndProducts {
  /** Number of files. */
  readonly compared: number
  readonly onlyInProducts: readonly string[]
  readonly notInProducts: readonly string[]
  readonly differ: readonly string[]
}

export interface CompareFilesOptions {
  readonly settings: Omit<RecordRequest, 'paths'>
  /** Whether somebody named the paths: then each must give something to compare. */
  readonly named: boolean
}

/** @throws PATH_NOT_COMPARED for a named path that gave no file, and every RECORD_ code */
export async function compareFiles(
  products: Artifacts,
  paths: readonly string[],
  { settings, named }: CompareFilesOptions
): Promise<FilesAndProducts> {
  const { files, twice } = await filesAt(paths, settings, named)
  const names = [...files.keys()].sort(compareCodePoints)
  return {
    compared: files.size,
    onlyInProducts: [...products.paths()].filter((path) => !files.has(path)),
    notInProducts: names.filter((path) => !products.has(path)),
    differ: names.filter((path) => products.has(path) && (twice.has(path) || files.get(path) !== products.get(path)))
  }
}

interface Files {
  readonly files: ReadonlyMap<ArtifactPath, DigestSet>
  /** Names under which two paths gave two contents, one of which differs from whatever is expected. */
  readonly twice: ReadonlySet<ArtifactPath>
}

/** Each path by itself, so that one which gives nothing is noticed. */
async function filesAt(
  paths: readonly string[],
  settings: CompareFilesOptions['settings'],
  named: boolean
): Promise<Files> {
  const files = new Map<ArtifactPath, DigestSet>()
  const twice = new Set<ArtifactPath>()
  const recorder = new Recorder()
  try {
    for (const path of paths) {
      const { artifacts } = await recorder.record({ ...settings, paths: [path] })
      if (named && artifacts.size === 0) throw notCompared(path)
      for (const [name, digests] of artifacts) {
        if ((files.get(name) ?? digests) !== digests) twice.add(name)
        files.set(name, digests)
      }
    }
    return { files, twice }
  } finally {
    await recorder.close()
  }
}

function notCompared(path: string): CliError {
  return new CliError('PATH_NOT_COMPARED', `${quoteUntrusted(path)} was named, and no file of it was compared.`, {
    hint: 'It holds no file, or --exclude leaves all of it out. Leave the path out, or change --exclude.'
  })
}
