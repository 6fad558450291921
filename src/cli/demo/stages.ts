// SPDX-License-Identifier: Apache-2.0

/** The stages of the demo's pipeline, in their order. */
export const STAGES = ['checkout', 'build', 'test', 'package'] as const

export type Stage = (typeof STAGES)[number]
