// SPDX-License-Identifier: Apache-2.0
// The code of a stage in isolation attacks all that its own job has. The commit and the workflow are the same for all
// attacks and for an honest run, so what is signed can be compared member by member.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { API_TOKEN, type Harness, type RanScenario } from '../harness.ts'
import { signedLink, vouchedFor, type SignedLink } from '../signed-link.ts'
import { attacks, ATTACKS_ON_TAKE_OVER, type Attack } from './attack-table.ts'
import { FIRST_STAGE, isolatedLayout, stagePipeline, STAGE_SIGNER, type Stages } from './isolated-pipeline.ts'

const ATTACKS = join(import.meta.dirname, '../attack')

/** Attacks come through the environment, so that they change neither commit nor workflow. */
const ATTACKED = {
  run: 'node scripts/build.mjs && bash -c "$ATTACK"',
  setup: 'bash -c "$ATTACK_FIRST"',
  'environment-variables': 'FLAVOUR',
  'hand-over': '*'
}

interface Attacked {
  readonly ran: RanScenario
  /** Whether anything was done to what is stored, if that is what the attack is about. */
  readonly did: boolean
  readonly link: SignedLink | undefined
}

export async function attacksOnIsolatedStages(e2e: Harness): Promise<void> {
  const { server, project, run, check, useKeyless, withSigstore, work, only } = e2e
  const canaries = join(work, 'canaries')
  const processes = join(work, 'processes')

  async function attack(how: Partial<Attack>): Promise<Attacked> {
    const { command = '', setup = '', forgery = 'material changed', stored } = how
    for (const left of [canaries, processes]) rmSync(left, { recursive: true, force: true })
    let did = stored === undefined
    server.stored = (artifact) => {
      did = stored?.(artifact, server) === true || did
    }
    const variables = {
      ATTACKS,
      CANARIES: canaries,
      PROCESSES: processes,
      ATTACK: command,
      ATTACK_FIRST: setup,
      FORGERY: forgery,
      FLAVOUR: 'plain'
    }
    const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN }, variables })
    endProcesses(processes)
    return { ran, did, link: signedLink(server, ran.runId, 'build') }
  }

  /** Whoever reads this must believe that the attack took place, and in which job. */
  function expectCanaries(names: readonly string[], { printed }: RanScenario): void {
    const left = existsSync(canaries) ? readdirSync(canaries) : []
    for (const name of names) assert.ok(left.includes(name), `no "${name}", only ${left.join(', ')}\n${printed}`)
    const jobs = left.flatMap((name) => readFileSync(join(canaries, name), 'utf8').trimEnd().split('\n'))
    assert.deepEqual(
      jobs.filter((job) => job !== 'work'),
      [],
      'an attack took place in another job'
    )
  }

  function expectEnd({ name, canaries: names, ends }: Attack, { ran, did, link }: Attacked, honest: SignedLink): void {
    assert.ok(did, 'nothing was stored that could be attacked')
    expectCanaries(names, ran)
    if (link !== undefined) {
      assert.deepEqual(vouchedFor(link), vouchedFor(honest))
      assert.equal((link.environment['run'] as { id: string }).id, ran.runId)
      assert.ok(ends.includes('honest'), 'the honest link was signed where a refusal was expected')
      return
    }
    const isExpected = ends.some((end) => end !== 'honest' && end.test(ran.raw))
    const said = `${ran.printed.slice(-1500)}\n${ran.annotations.join('\n')}`
    assert.ok(isExpected, `${name} did not end in ${ends.join(' or ')}\n${said}`)
  }

  async function attackAll(scenario: string, table: readonly Attack[], stages: Stages): Promise<void> {
    const wanted = scenario.includes(only) ? table : table.filter(({ name }) => name.includes(only))
    const body = async (): Promise<void> => {
      useKeyless(isolatedLayout(), stagePipeline(e2e, stages))
      const { link: honest, ran } = await attack({})
      assert.ok(honest !== undefined, ran.printed)
      const wrong: string[] = []
      for (const each of wanted) {
        let attacked = await attack(each)
        for (let tried = 1; attacked.link !== undefined && tried < (each.tries ?? 1); tried += 1) {
          assert.deepEqual(vouchedFor(attacked.link), vouchedFor(honest), each.name)
          attacked = await attack(each)
        }
        try {
          expectEnd(each, attacked, honest)
          console.log(`       ${attacked.link === undefined ? 'refused' : 'honest '} ${each.name}`)
        } catch (error) {
          const { message } = error as Error
          console.log(`       WRONG   ${each.name}: ${message.split('\n')[0] ?? ''}`)
          wrong.push(`${each.name} (run ${attacked.ran.runId}): ${message}`)
        }
      }
      assert.equal(wrong.length, 0, wrong.join('\n\n'))
    }
    await check(scenario, () => withSigstore(body), ...table.map(({ name }) => name))
  }

  // Which forgeries are tried goes by the commit, so that all get their turn; E2E_ALL tries each.
  const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' })
  const share = process.env['E2E_ALL'] === '1' || only !== '' ? undefined : Number.parseInt(head.slice(0, 8), 16)
  const suite = globSync('**/*', { cwd: project.rendered }).filter((name) =>
    statSync(join(project.rendered, name)).isFile()
  )
  await attackAll(
    'whatever the code of an isolated stage does, it gets the honest link or none',
    attacks(suite, share),
    {
      build: { ...ATTACKED, checkout: 'true' }
    }
  )
  await attackAll('what an isolated stage takes over is compared by the job that signs', ATTACKS_ON_TAKE_OVER, {
    checkout: FIRST_STAGE,
    build: { ...ATTACKED, 'take-over': 'checkout' }
  })
}

/** Ends what an attack left running. @param list a file with their ids */
function endProcesses(list: string): void {
  const ids = existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n').map(Number) : []
  for (const id of ids) {
    try {
      process.kill(id, 'SIGKILL')
    } catch {
      // It is over already.
    }
  }
}
