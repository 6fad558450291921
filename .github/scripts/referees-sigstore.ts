// SPDX-License-Identifier: Apache-2.0
// Outside judges of what identities sign: the real authority, timestamp authority and log sign and enter it, and
// sigstore-python verifies it, as we verify its signatures. Needs Go and Python; nothing leaves the loopback interface
// while anything is verified.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installPythonPackage } from './harness/python-package.ts'
import { SIGSTORE_PYTHON } from './referees/judges.ts'
import { ISSUER, SigstoreCourt, type Judged } from './referees/sigstore/court.ts'
import { forgedEntriesAreRefused } from './referees/sigstore/forged-entries.ts'
import { inspectWritesALayout } from './referees/sigstore/inspect.ts'
import { verifiesOffline } from './referees/sigstore/offline.ts'
import { runSteps, signSteps, type Pipeline } from './referees/sigstore/pipeline.ts'
import { weFetchFromPythonTuf } from './referees/sigstore/python-tuf.ts'
import { secondCertificateIsRefused } from './referees/sigstore/second-certificate.ts'
import { pythonVerifiesOurBundles, weVerifySigstorePython } from './referees/sigstore/sigstore-python.ts'
import {
  otherAudiencesAreRefused,
  otherRunsAreRefused,
  otherRunsAreRefusedByTheCommand
} from './referees/sigstore/tokens.ts'
import { installSigstore } from './sigstore/install.ts'
import { startSigstore, type SigstoreStack } from './sigstore/stack.ts'

const JUDGES: readonly ((judged: Judged) => Promise<void>)[] = [
  pythonVerifiesOurBundles,
  weVerifySigstorePython,
  weFetchFromPythonTuf,
  inspectWritesALayout,
  forgedEntriesAreRefused,
  secondCertificateIsRefused,
  otherRunsAreRefused,
  otherAudiencesAreRefused,
  otherRunsAreRefusedByTheCommand
]

const KINDS = [
  { log: true, certificateLog: true },
  { log: true, certificateLog: false },
  { log: false, certificateLog: true },
  { log: false, certificateLog: false }
]

async function judgeAll(court: SigstoreCourt, stack: SigstoreStack, judged: Pipeline): Promise<void> {
  const trust = join(judged.directory, 'trust_config.json')
  writeFileSync(trust, JSON.stringify(stack.trustConfig))
  const bundles = readdirSync(judged.links).map((name) => join(judged.links, name))
  for (const judge of JUDGES) await judge({ court, stack, judged, bundles, trust })
}

const programs = installSigstore()
const court = new SigstoreCourt(join(installPythonPackage(SIGSTORE_PYTHON), 'python'))
try {
  const unsigned = await runSteps(court)
  for (const [index, kind] of KINDS.entries()) {
    const what = `${kind.log ? 'with' : 'without'} the log, ${kind.certificateLog ? 'with' : 'without'} promises of the certificate log`
    const stack = await startSigstore({ programs, issuer: ISSUER, ...kind })
    let built: Pipeline | undefined
    try {
      await court.tally.check(`the pipeline signs by identity, ${what}`, async () => {
        built = await signSteps(court, unsigned, `pipeline-${index}`, stack)
      })
      // The others ask a Sigstore that has everything.
      if (index === 0 && built !== undefined) await judgeAll(court, stack, built)
    } finally {
      await stack.close()
    }
    await verifiesOffline(court, what, built)
  }
} catch (error) {
  court.tally.fail('the judges could not go on', error)
} finally {
  court.end()
}
