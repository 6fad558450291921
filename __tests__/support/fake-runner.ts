// SPDX-License-Identifier: Apache-2.0
// The runner in memory: inputs with the defaults of an action.yml, and what the action told.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import type { AnnotationLevel, Runner } from '../../src/base/runner.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** The defaults of an action, but for expressions. */
function defaultsOf(path: string): Record<string, string> {
  const { inputs } = parse(readFileSync(resolve(ROOT, path), 'utf8')) as {
    inputs: Record<string, { default?: string }>
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: value = '' }]) => [name, value.startsWith('${{') ? '' : value])
  )
}

export class FakeRunner implements Runner {
  readonly annotations: { readonly level: AnnotationLevel; readonly title: string; readonly message: string }[] = []
  readonly lines: string[] = []
  readonly outputs = new Map<string, string>()
  readonly masked: string[] = []
  readonly summaries: string[] = []
  /** Every output in the order in which they were written, as `name=value`. */
  readonly written: string[] = []
  hasFailed = false
  readonly #inputs: Readonly<Record<string, string>>

  /** @param action path of an action.yml whose defaults fill in what is not given */
  constructor(action: string, inputs: Readonly<Record<string, string>> = {}) {
    this.#inputs = { ...defaultsOf(action), ...inputs }
  }

  input(name: string): string {
    const value = this.#inputs[name]
    if (value === undefined) throw new Error(`the action has no input ${name}`)
    return value.trim()
  }

  isSet(name: string): boolean {
    return this.#inputs[name] !== undefined
  }

  secretInput(name: string): string {
    return this.input(name)
  }

  mask(secret: string): void {
    this.masked.push(secret)
  }

  output(name: string, value: string): void {
    this.outputs.set(name, value)
    this.written.push(`${name}=${value}`)
  }

  log(text: string): void {
    this.lines.push(text)
  }

  group(title: string): void {
    this.lines.push(title)
  }

  endGroup(): void {}

  annotate(level: AnnotationLevel, title: string, message: string): void {
    this.annotations.push({ level, title, message })
  }

  fail(): void {
    this.hasFailed = true
  }

  summary(markdown: string): Promise<void> {
    this.summaries.push(markdown)
    return Promise.resolve()
  }
}
