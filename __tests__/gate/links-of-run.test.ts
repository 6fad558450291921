// SPDX-License-Identifier: Apache-2.0
// What the links of a run must name, and which state of it blocks.
import { describe, expect, test } from '@jest/globals'
import { BaseError } from '../../src/base/codes.ts'
import type { GateRun } from '../../src/gate/gate-run.ts'
import type { RunState } from '../../src/gate/gate-server.ts'
import type { CollectedLinks } from '../../src/gate/link-place.ts'
import type { LinkSource } from '../../src/gate/link-source.ts'
import { LINKS_OF_RUN } from '../../src/gate/links-of-run.ts'
import type { RunOrigin } from '../../src/gate/run-origin.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'
import { rejectionOf } from '../support/errors.ts'
import { gateRun } from '../support/gate-run.ts'
import { HEAD, MemoryGitHub, runState } from '../support/memory-github.ts'

const OTHER = '1'.repeat(40)
const ORIGIN: RunOrigin = {
  workflow: '.github/workflows/ci.yml',
  ref: 'refs/heads/main',
  events: ['push', 'workflow_dispatch', 'pull_request', 'pull_request_review', 'after_pull_request']
}

/** A run with so many workflow artifacts of an attempt that hold nothing. */
function sourceOf(count: number, attempt = 1): LinkSource {
  const names = Array.from({ length: count }, (_, index) =>
    writeWorkflowArtifactName({ kind: 'link', step: `s${index}`, job: 'j', matrix: '0', attempt })
  )
  const listed = names.map((name, index) => ({ id: String(index), name, size: 1, digest: undefined }))
  return {
    list: () => Promise.resolve(listed),
    unpack: () => Promise.resolve({ directory: '/nowhere', files: [] })
  }
}

interface Question {
  readonly run?: Partial<GateRun>
  readonly state?: Partial<RunState>
  readonly source?: LinkSource
  readonly needs?: readonly string[]
  readonly log?: string[]
}

async function collected(text: string, question: Question = {}): Promise<CollectedLinks> {
  const { run = {}, state = {}, source = sourceOf(0), needs, log = [] } = question
  const github = new MemoryGitHub()
  github.runs.set('7', runState({ head: OTHER, attempt: 3, ...state }))
  github.runs.set('10', runState({ attempt: 2 }))
  const server = { ...github.server(), links: () => Promise.resolve(source) }
  const target = await LINKS_OF_RUN.read(text)?.find({
    run: gateRun(run),
    server,
    temporary: '/nowhere',
    ahead: { ask: (answer) => answer },
    runBinding: 'this',
    origin: ORIGIN
  })
  if (target === undefined) throw new Error(`${text} names no run`)
  const runner = {
    group: () => void log.push('group'),
    endGroup: () => void log.push('end'),
    log: (line: string) => void log.push(line)
  }
  return target.collect({
    server,
    runner,
    needs: needs === undefined ? undefined : new Set(needs),
    steps: undefined,
    otherSteps: [],
    checkRunId: undefined
  })
}

describe('links of the run that verifies', () => {
  test.each(['run', '10'])('must name it, by %j, with the id of its repository where that is known', async (text) => {
    const own = { id: '10', repository: 'o/r', commit: HEAD }
    expect((await collected(text)).run).toEqual({ ...own, repository_id: '1' })
    expect((await collected(text, { run: { binding: own } })).run).toEqual(own)
  })
})

describe('links of another run', () => {
  test.each<[string, boolean]>([
    ['push', true],
    ['workflow_dispatch', true],
    ['pull_request', false],
    ['pull_request_review', false],
    ['after_pull_request', true]
  ])('of the event %s must name its head commit: %s', async (event, isHeld) => {
    const { run } = await collected('7', { state: { event } })
    expect(run).toEqual({ id: '7', repository: 'o/r', ...(isHeld ? { commit: OTHER, ref: 'refs/heads/main' } : {}) })
  })
  test.each<[unknown, unknown, string | undefined]>([
    ['completed', 'success', undefined],
    ['completed', 'failure', 'failure'],
    ['in_progress', null, 'in_progress'],
    ['in_progress', 'success', 'in_progress'],
    ['completed', null, 'null'],
    [undefined, undefined, 'undefined']
  ])('block while it is %j with %j, and say what it is', async (status, conclusion, word) => {
    const { failures } = await collected('7', { state: { status, conclusion } })
    expect(failures.map(({ code, message }) => [code, message])).toEqual(
      word === undefined ? [] : [['RUN_NOT_SUCCESSFUL', expect.stringContaining(`"${word}"`)]]
    )
  })
})

describe('the log', () => {
  test('tells of many links how far it is, now and then', async () => {
    const log: string[] = []
    await collected('run', { source: sourceOf(101), log })
    const told = log.flatMap((line) => /(\d+) of (\d+)/.exec(line)?.slice(1, 3).join('/') ?? [])
    expect([log[0], told, log.at(-1)]).toEqual(['group', ['1/101', '51/101', '101/101'], 'end'])
  })
  test('does not stay in the group of the links where they cannot be fetched', async () => {
    const log: string[] = []
    const unpack = (): Promise<never> => Promise.reject(new BaseError('ARTIFACT_DIGEST_DIFFERS', 'x'))
    const error = await rejectionOf(collected('run', { source: { ...sourceOf(1), unpack }, log }))
    expect([error.code, log[0], log.at(-1)]).toEqual(['ARTIFACT_DIGEST_DIFFERS', 'group', 'end'])
  })
})
