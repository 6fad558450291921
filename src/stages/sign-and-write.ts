// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../intoto/link/link.ts'
import type { Signing } from './inputs/signing-inputs.ts'
import { signAsWorkflow, type WorkflowSigningPorts } from './sign-as-workflow.ts'
import { writeLink } from './write-link.ts'

/**
 * Writes the link, signed as it is to be. `signedBy` is a key id or an identity.
 *
 * @throws what `signAsWorkflow` throws where the workflow signs; STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE
 */
export async function signAndWrite(
  signing: Signing,
  link: Link,
  directory: string,
  ports: WorkflowSigningPorts
): Promise<{ path: string; signedBy: string | undefined }> {
  switch (signing.kind) {
    case 'keyless': {
      const { path, certificate } = await signAsWorkflow(signing, link, directory, ports)
      return { path, signedBy: certificate.subject }
    }
    case 'key':
      return { path: writeLink({ link, directory, format: 'dsse', signing }), signedBy: signing.keyId }
    case 'nobody':
    case 'later':
      return { path: writeLink({ link, directory, format: 'dsse', signing: undefined }), signedBy: undefined }
  }
}
