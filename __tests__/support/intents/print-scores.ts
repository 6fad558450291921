// SPDX-License-Identifier: Apache-2.0
import type { Told } from './judge.ts'
import type { Count, Disagreement, Score } from './harness.ts'

/** Scores of many pipelines as one. */
export function sumOf(name: string, scores: readonly Score[]): Score {
  const byCode = new Map<string, Count>()
  for (const score of scores)
    for (const [code, { bad, passed }] of score.byCode) {
      const before = byCode.get(code) ?? { bad: 0, passed: 0 }
      byCode.set(code, { bad: before.bad + bad, passed: before.passed + passed })
    }
  const sum = (number: (score: Score) => number): number => scores.reduce((all, score) => all + number(score), 0)
  return {
    pipeline: name,
    good: sum(({ good }) => good),
    bad: sum(({ bad }) => bad),
    passed: sum(({ passed }) => passed),
    refused: sum(({ refused }) => refused),
    artifacts: { bad: sum(({ artifacts }) => artifacts.bad), passed: sum(({ artifacts }) => artifacts.passed) },
    byCode,
    disagreements: scores.flatMap(({ disagreements }) => disagreements)
  }
}

/** One line of numbers. */
export function scoreLine({ pipeline, good, bad, passed, refused, artifacts }: Score): string {
  return `${pipeline}: good ${good} (refused ${refused}), bad ${bad} (passed ${passed}), of files ${artifacts.bad} (passed ${artifacts.passed})`
}

export function codeLines({ byCode }: Score): string[] {
  return [...byCode]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, { bad, passed }]) => `  ${code}: bad ${bad}, passed ${passed}`)
}

export function disagreementText({ sort, pipeline, mutation, known, told, wrongs, untrue }: Disagreement): string {
  const knows = (['commit', 'files', 'ref'] as const).filter((what) => known[what])
  const reason = ({ code, step, files }: Told): string => `${code} ${step ?? '-'} [${files.slice(0, 3).join(' ')}]`
  const said = (sort === 'untrue reason' ? untrue : told).map(reason)
  const wanted = wrongs.map(({ codes, step, file }) => `${codes.join('|')} ${step ?? '-'} [${file ?? ''}]`)
  const listed = (texts: readonly string[]): string => (texts.length === 0 ? 'nothing' : texts.slice(0, 4).join('; '))
  return `${sort}: ${pipeline}: ${mutation} (knows ${listed(knows)}); told ${listed(said)}; wanted ${listed(wanted)}`
}
