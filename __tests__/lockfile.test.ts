// SPDX-License-Identifier: Apache-2.0
// `npm ci` refuses a lock that lacks packages of other platforms; those who would notice are on those platforms.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

interface Entry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Entry> }

describe('the lock file', () => {
  test('has every optional dependency of every package', () => {
    const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined && packages[`${parent}/node_modules/${name}`] === undefined
      )
    )
    expect(missing).toEqual([])
    expect(Object.keys(packages).length).toBeGreaterThan(300)
  })
  test('names no registry', () =>
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]))
  test('has exact versions of what the project asks for', () => {
    const { devDependencies = {}, optionalDependencies = {} } = read('package.json') as Record<
      string,
      Record<string, string>
    >
    for (const [name, version] of Object.entries({ ...devDependencies, ...optionalDependencies }))
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version])
  })
})
