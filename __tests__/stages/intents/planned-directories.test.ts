// SPDX-License-Identifier: Apache-2.0
// A step in intents begins: which files the commit has is asked twice, and git is asked once.
import { expect, test } from '@jest/globals'
import { Recorder } from '../../../src/recording/record-artifacts.ts'
import { readCommitTree, readTreesOnce } from '../../../src/recording/source/commit-tree.ts'
import { besideWorkspace, materialsRecorder } from '../../../src/stages/commit-recorder.ts'
import { beginPlannedDirectories } from '../../../src/stages/intents/planned-directories.ts'
import { beginningRecorder, WHOLE, wholeSettings } from '../../../src/stages/intents/whole-recording.ts'
import { NOTHING_KNOWN } from '../../../src/stages/known-of-commit.ts'
import { beginStep } from '../../../src/stages/step-recording.ts'
import { commitAll } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'

test('the names of a commit are read once for all who want them', async () => {
  const workspace = directoryWith({ 'a.js': 'a' })
  const commit = commitAll(workspace)
  const environment = process.env
  const asked: string[] = []
  const readTree = readTreesOnce((repository, wanted) => {
    asked.push(wanted)
    return readCommitTree(repository, wanted)
  })
  const plan = {
    scratch: [],
    isAdded: () => false,
    added: [],
    installs: [{ text: 'node_modules', leftOut: [] }],
    dependencies: [],
    takes: undefined
  }
  const recorder = new Recorder()
  try {
    const places = { step: 'build', plan, workspace, environment, takenOver: [], readTree }
    const { recorded } = await beginPlannedDirectories(recorder, places)
    const beside = besideWorkspace(workspace, environment, readTree)
    const runner = { log: () => {}, annotate: () => {} }
    const materials = materialsRecorder({ recorder, workspace, source: 'auto', known: NOTHING_KNOWN, runner, beside })
    const link = await beginStep(beginningRecorder(materials, { step: 'build', plan }), {
      name: 'build',
      materials: WHOLE,
      settings: wholeSettings(workspace, plan, () => false),
      run: {},
      directories: recorded
    })
    expect([...link.materials.paths()]).toEqual(['a.js'])
    expect(asked).toEqual([commit])
  } finally {
    await recorder.close()
  }
})
