// SPDX-License-Identifier: Apache-2.0
export { checkedOutCommit } from './tracked-files.ts'
