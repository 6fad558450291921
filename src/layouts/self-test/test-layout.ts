// SPDX-License-Identifier: Apache-2.0
// Shows a layout to itself: an honest run must pass its rules and its check, and each single wrong must be refused by one
// of them.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { checkIntents } from '../../intoto/intents/check-intents.ts'
import type { AcceptedEvidence } from '../../intoto/intents/intents-evidence.ts'
import type { Intents } from '../../intoto/intents/intents.ts'
import type { Step } from '../../intoto/layout/layout.ts'
import type { Link } from '../../intoto/link/link.ts'
import { applyRules } from '../../intoto/rules/apply-rules.ts'
import { Pipeline } from '../compile/pipeline.ts'
import { PlanMaker, type CompiledNames } from './honest-plan.ts'
import { runOf, sourceFiles, type Run, type RunPlan, type StepFiles } from './run-files.ts'
import { COMMIT, LinkMaker } from './run-links.ts'
import { wrongRuns, type Wrong } from './wrong-runs.ts'

/** Who refuses honest runs: `nobody` where none could be thought of. */
export interface Refusal {
  readonly by: 'nobody' | 'check' | 'rules'
  /** One sentence, escaped. */
  readonly why: string
}

/** What was shown of a layout. */
export interface SelfTest {
  /** Why no honest run passes; undefined where one does. */
  readonly refused: Refusal | undefined
  /** Wrongs that there are, and those that were tried. */
  readonly known: number
  readonly tried: number
  /** How many of them the rules refuse, and how many the check alone. */
  readonly byRules: number
  readonly byCheck: number
  /** Those that nothing refuses. */
  readonly passed: readonly Pick<Wrong, 'step' | 'what'>[]
}

export interface SelfTestRequest {
  readonly intents: Intents
  /** With their rules, in order. */
  readonly steps: readonly Step[]
  /** Whether the layout carries the check, or rules alone. */
  readonly carriesCheck: boolean
  /** What became of the steps, where they were compiled just now. */
  readonly compiled?: CompiledNames | undefined
}

/** Wrongs that are tried, at most: of more, one of several. */
const MOST_TRIED = 600
/** Files of all runs together, which make up what a self-test costs; some wrongs are tried of every layout. */
const MOST_FILES = 1_500_000
const FEWEST_TRIED = 60

/** Tries an honest run and single wrongs. */
export function testLayout(request: SelfTestRequest): SelfTest {
  const judge = new RunJudge(request)
  const found = judge.findHonest()
  if ('why' in found) return { refused: found, known: 0, tried: 0, byRules: 0, byCheck: 0, passed: [] }
  const wrongs = [...wrongRuns(request.intents, found.files)]
  const files = [...found.files.values()].reduce(
    (sum, { materials, products }) => sum + materials.size + products.size,
    1
  )
  const most = Math.min(MOST_TRIED, Math.max(FEWEST_TRIED, Math.floor(MOST_FILES / files)))
  const every = Math.ceil(wrongs.length / most)
  const tried = wrongs.filter((_wrong, index) => index % every === 0)
  const passed: Wrong[] = []
  let [byRules, byCheck] = [0, 0]
  for (const wrong of tried) {
    const links = judge.linksOf(found.plan, wrong)
    if (judge.rulesRefuse(links) !== undefined) byRules += 1
    else if (request.carriesCheck && judge.checkRefuses(found.plan, links, wrong) !== undefined) byCheck += 1
    else passed.push(wrong)
  }
  return { refused: undefined, known: wrongs.length, tried: tried.length, byRules, byCheck, passed }
}

class RunJudge {
  readonly #request: SelfTestRequest
  readonly #pipeline: Pipeline
  readonly #plans: PlanMaker
  readonly #makers = new Map<RunPlan, LinkMaker>()
  readonly #honest = new Map<RunPlan, Run>()
  /** Of steps of one plan; runs share those in which nothing differs. */
  readonly #links = new WeakMap<StepFiles, Link>()

  constructor(request: SelfTestRequest) {
    const { intents, steps } = request
    const names = steps.map(({ name }) => name)
    const inRules = new Set(names.filter((name) => !intents.steps.has(name)))
    this.#request = request
    this.#pipeline = new Pipeline({ intents, steps: names, inRules })
    this.#plans = new PlanMaker(this.#pipeline, intents, request.compiled)
  }

  /** The first plan that the check lets pass, or why its run is refused. */
  findHonest(): { readonly plan: RunPlan; readonly files: ReadonlyMap<string, StepFiles> } | Refusal {
    let refusal: Refusal = { by: 'nobody', why: 'No files could be thought of that fit all patterns.' }
    for (const plan of this.#plans.plans()) {
      const links = this.linksOf(plan, undefined)
      const refused = this.checkRefuses(plan, links, undefined)
      if (refused !== undefined) {
        // Such a run is none of an honest pipeline: the search for one has found nothing so far, which proves nothing.
        refusal = { by: 'check', why: `The check refuses what was tried: ${refused}` }
        continue
      }
      const byRules = this.rulesRefuse(links)
      if (byRules === undefined) return { plan, files: this.#honestOf(plan).files }
      return { by: 'rules', why: byRules }
    }
    return refusal
  }

  linksOf(plan: RunPlan, wrong: Wrong | undefined): ReadonlyMap<string, Link> {
    const honest = this.#honestOf(plan)
    const { files } =
      wrong !== undefined && 'files' in wrong
        ? runOf(this.#pipeline, this.#request.intents, plan, { tampering: wrong.files, honest })
        : honest
    return new Map(
      [...files].map(([step, ofStep]) => {
        const link = this.#linkOf(plan, step, ofStep)
        const isWrong = wrong !== undefined && 'link' in wrong && wrong.step === step && wrong.link !== 'sublayout'
        return [step, isWrong ? wrong.link(link) : link]
      })
    )
  }

  #honestOf(plan: RunPlan): Run {
    const known = this.#honest.get(plan) ?? runOf(this.#pipeline, this.#request.intents, plan)
    this.#honest.set(plan, known)
    return known
  }

  #linkOf(plan: RunPlan, step: string, files: StepFiles): Link {
    const known = this.#links.get(files) ?? this.#makerOf(plan).linkOf(step, files)
    this.#links.set(files, known)
    return known
  }

  /** One for all runs of a plan: what it hashed once it knows. */
  #makerOf(plan: RunPlan): LinkMaker {
    const known = this.#makers.get(plan) ?? new LinkMaker(this.#request.intents, sourceFiles(plan))
    this.#makers.set(plan, known)
    return known
  }

  /** Which list of a step in intents refuses a run; those of other steps are their author's. */
  rulesRefuse(links: ReadonlyMap<string, Link>): string | undefined {
    for (const { name, expectedMaterials, expectedProducts } of this.#request.steps) {
      const item = links.get(name)
      if (item === undefined || !this.#request.intents.steps.has(name)) continue
      for (const [kind, rules] of [
        ['materials', expectedMaterials] as const,
        ['products', expectedProducts] as const
      ]) {
        const { failure } = applyRules({ rules, kind, item, links, digests: 'collision-resistant' })
        if (failure !== undefined)
          return `expected_${kind}[${failure.index}] of step ${quoteUntrusted(name)} refuses it.`
      }
    }
    return undefined
  }

  /** The first failure of the check. */
  checkRefuses(plan: RunPlan, links: ReadonlyMap<string, Link>, wrong: Wrong | undefined): string | undefined {
    const { intents, steps } = this.#request
    const sublayout = wrong !== undefined && 'link' in wrong && wrong.link === 'sublayout' ? wrong.step : undefined
    const accepted = [...links].map(([step, link]): [string, readonly AcceptedEvidence[]] => {
      if (step !== sublayout) return [step, [{ kind: 'link', at: `${step}.link`, link }]]
      return [step, [{ kind: 'sublayout', at: `${step}.link`, link, inIntents: true, claims: [] }]]
    })
    const { failures } = checkIntents({
      intents,
      accepted: new Map(accepted),
      layoutSteps: steps.map(({ name }) => name),
      unknownSteps: [],
      known: { commit: COMMIT, files: this.#makerOf(plan).hexOf(sourceFiles(plan)), ref: undefined }
    })
    const [first] = failures
    return first === undefined ? undefined : first.message
  }
}
