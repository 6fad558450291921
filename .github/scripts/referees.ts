// SPDX-License-Identifier: Apache-2.0
// Outside judges: in-toto-python and in-toto-golang verify what we write, and we verify what they write. A judge that
// cannot be had is a failure, never a skip.
import { installGoProgram } from './harness/go-program.ts'
import { installPythonPackage } from './harness/python-package.ts'
import { Court } from './referees/court.ts'
import { demoIsReadByAll } from './referees/demo.ts'
import { goldenFiles, goVerifiesOurs } from './referees/in-toto-golang.ts'
import { intentsAreHeldByAll } from './referees/intents.ts'
import { pipelinesAreJudgedAlike } from './referees/intents-pipelines.ts'
import {
  pythonVerifiesOurs,
  pythonVerifiesPackages,
  recordingAgrees,
  weVerifyPython
} from './referees/in-toto-python.ts'
import { golangSource, IN_TOTO_GOLANG, IN_TOTO_PYTHON } from './referees/judges.ts'
import { verdictTableIsTrue } from './referees/reference-table.ts'
import { verdictsAgree } from './referees/verdicts.ts'

const court = new Court()
try {
  const python = installPythonPackage(IN_TOTO_PYTHON)
  const go = installGoProgram(IN_TOTO_GOLANG)
  await pythonVerifiesOurs(court, python)
  await pythonVerifiesPackages(court, python)
  await weVerifyPython(court, python)
  await recordingAgrees(court, python)
  await verdictsAgree(court, python)
  await verdictTableIsTrue(court, python)
  await goVerifiesOurs(court, go)
  await goldenFiles(court, golangSource())
  await demoIsReadByAll(court, { python, go })
  await intentsAreHeldByAll(court, { python, go })
  await pipelinesAreJudgedAlike(court, { python, go })
} catch (error) {
  court.tally.fail('a judge could not be had', error)
} finally {
  court.end()
}
