// SPDX-License-Identifier: Apache-2.0
// How the machine that checked out is set. Its configuration could be anybody's word, so the files say it: of all ways
// to check out, the one that explains most of them; all of them are of one checkout.
import type { Machine } from './checkout-bytes.ts'

/** Ways of a platform, its own first: among ways that explain as many files, the first one counts. */
export function machinesOf(platform: NodeJS.Platform): readonly Machine[] {
  const settings =
    platform === 'win32' ? (['all-crlf', 'text-crlf', 'as-is'] as const) : (['as-is', 'text-crlf', 'all-crlf'] as const)
  // The library of GNU writes its own order, others that of the network.
  const orders = platform === 'linux' ? (['little', 'big'] as const) : (['big', 'little'] as const)
  return settings.flatMap((setting) => orders.map((order) => ({ setting, order })))
}

/** A file, as far as it can tell machines apart. */
export interface Witness {
  /** SHA-256 of what lies on the disk. */
  readonly disk: string
  /** SHA-256 of what a machine writes. */
  readonly expected: (machine: Machine) => string
}

/** The machine that explains most files. */
export function likeliestMachine(machines: readonly Machine[], files: Iterable<Witness>): Machine {
  const explained = machines.map(() => 0)
  for (const { disk, expected } of files)
    for (const [index, machine] of machines.entries())
      if (expected(machine) === disk) explained[index] = (explained[index] as number) + 1
  return machines[explained.indexOf(Math.max(...explained))] as Machine
}
