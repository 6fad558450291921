// SPDX-License-Identifier: Apache-2.0

/** Submodules that some jobs have and others do not, each once. @param jobs paths of the submodules of each job */
export function submodulesNotInAll(jobs: readonly ReadonlySet<string>[]): string[] {
  const all = new Set(jobs.flatMap((paths) => [...paths]))
  return [...all].filter((path) => jobs.some((paths) => !paths.has(path)))
}

/** Paths that lie below no other of them. */
export function outermost(paths: readonly string[]): string[] {
  const known = new Set(paths)
  return [...known].filter((path) => {
    const parts = path.split('/')
    return !parts.some((_, index) => index > 0 && known.has(parts.slice(0, index).join('/')))
  })
}
