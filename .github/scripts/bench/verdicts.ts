// SPDX-License-Identifier: Apache-2.0
// Targets, and which of them were met. Whatever prints a line with a target is counted, in whichever file it stands.

/** Says of a value whether it is at least, or at most, what it is to be. */
export function verdict(value: number, target: number, bound: 'least' | 'most', unit = ''): string {
  const by = bound === 'least' ? 1 - value / target : value / target - 1
  return `target ${target}${unit} ${by <= 0 ? 'met' : `NOT met, by ${(100 * by).toFixed(0)} %`}`
}

const VERDICT = /target .*?\b(NOT )?met\b/

/** Hears what is printed, and tells at the end what of it was a verdict. */
export class Verdicts {
  readonly #missed: string[] = []
  #met = 0
  #title = ''

  /** Takes a line that is printed. */
  hear(text: string): void {
    for (const line of text.split('\n')) {
      if (line !== '' && !line.startsWith(' ')) this.#title = line
      const found = VERDICT.exec(line)
      if (found === null) continue
      if (found[1] === undefined) this.#met += 1
      else this.#missed.push(`${this.#title.replace(/:$/, '')}: ${line.trim().replaceAll(/ {2,}/g, ' ')}`)
    }
  }

  get summary(): string {
    const count = this.#met + this.#missed.length
    return [`\n${this.#met} of ${count} targets met, ${this.#missed.length} missed`, ...this.#missed]
      .map((line, index) => (index === 0 ? line : `  ${line}`))
      .join('\n')
  }
}
