// SPDX-License-Identifier: Apache-2.0

/** Variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>
