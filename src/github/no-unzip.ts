// SPDX-License-Identifier: Apache-2.0
// Stands in the bundle for the unpacker of the artifact library, which has no bounds and is not used: archives are
// fetched as they are and unpacked by unzip.ts.

const noUnzip = {
  Extract: (): never => {
    throw new Error('Archives are unpacked by unzip.ts alone.')
  }
}

export default noUnzip
