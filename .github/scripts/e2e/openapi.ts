// SPDX-License-Identifier: Apache-2.0
// GitHub's published description of its REST interface, against which every request of the suite, and every answer of
// the GitHub on loopback, is compared: the suite is tested against what GitHub says of itself.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDirectory } from '../harness/cache-directory.ts'
import type { Received } from './github-server.ts'

const VERSION = '23.0.2'
const FILE = 'generated/api.github.com.json'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly nullable?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly additionalProperties?: boolean | Schema
}

interface Operation {
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses: Readonly<
    Record<
      string,
      { readonly $ref?: string; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
    >
  >
}

type Description = Readonly<Record<string, unknown>> & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** The description; fetched from the registry once. */
export class RestDescription {
  readonly #document: Description

  constructor() {
    const cache = cacheDirectory(`octokit-openapi-${VERSION}`)
    const file = join(cache, 'api.github.com.json')
    if (!existsSync(file)) {
      rmSync(cache, { recursive: true, force: true })
      mkdirSync(cache, { recursive: true })
      execFileSync('npm', ['pack', '--silent', `@octokit/openapi@${VERSION}`], { cwd: cache, stdio: 'inherit' })
      const archive = readdirSync(cache).find((name) => name.endsWith('.tgz')) ?? ''
      execFileSync('tar', ['-xzf', archive, `package/${FILE}`], { cwd: cache })
      renameSync(join(cache, 'package', FILE), file)
      rmSync(join(cache, archive))
    }
    this.#document = JSON.parse(readFileSync(file, 'utf8')) as Description
  }

  /** What a request, or its answer, has that the description does not. */
  differences({ method, path, query, body, answer }: Received): string[] {
    const call = `${method} ${path}`
    const operation = this.#operation(method, path)
    if (operation === undefined) return [`${call}: there is no such operation`]
    const parameters = (operation.parameters ?? []).map((parameter) => this.#resolve(parameter))
    const found = [...query.keys()]
      .filter((name) => !parameters.some((parameter) => parameter.in === 'query' && parameter.name === name))
      .map((name) => `${call}: there is no parameter ${name}`)
    if (body.length > 0) {
      const schema = operation.requestBody?.content?.['application/json']?.schema
      found.push(...this.#compare(JSON.parse(body.toString('utf8')), schema, `${call}: the body`, 'demand'))
    }
    if (answer === undefined || answer.status >= 300) return found
    const response = operation.responses[String(answer.status)]
    if (response === undefined) return [...found, `${call}: there is no answer with status ${answer.status}`]
    const content = this.#resolve(response).content ?? {}
    const [schema] = Object.values(content).map((one) => one.schema)
    return [...found, ...this.#compare(answer.body, schema, `${call}: the answer`, 'allow-less')]
  }

  #operation(method: string, path: string): Operation | undefined {
    const templates = Object.keys(this.#document.paths).filter((template) => {
      const pattern = template
        .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
        .replace(/\{(path|ref)\}/g, '.+')
        .replace(/\{\w+\}/g, '[^/]+')
      return new RegExp(`^${pattern}$`).test(path)
    })
    const [template] = templates.sort((a, b) => b.replace(/\{\w+\}/g, '').length - a.replace(/\{\w+\}/g, '').length)
    return template === undefined ? undefined : this.#document.paths[template]?.[method.toLowerCase()]
  }

  #resolve<Value extends { readonly $ref?: string }>(value: Value): Value {
    if (value.$ref === undefined) return value
    return this.#resolve(
      value.$ref
        .split('/')
        .slice(1)
        .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], this.#document) as Value
    )
  }

  #compare(value: unknown, written: Schema | undefined, where: string, missing: 'demand' | 'allow-less'): string[] {
    if (written === undefined) return []
    const schema = this.#resolve(written)
    const alternatives = schema.oneOf ?? schema.anyOf
    if (alternatives !== undefined) {
      const results = alternatives.map((one) => this.#compare(value, one, where, missing))
      return results.find((result) => result.length === 0) ?? results[0] ?? []
    }
    if (schema.allOf !== undefined) {
      // Each part describes some of the members.
      const parts = schema.allOf.map((one) => this.#resolve(one))
      const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Record<string, Schema>
      return this.#compare(
        value,
        { ...schema, type: 'object', properties, allOf: undefined } as unknown as Schema,
        where,
        missing
      )
    }
    if (value === null)
      return schema.nullable === true || schema.type === undefined || [schema.type].flat().includes('null')
        ? []
        : [`${where} is null`]
    const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value
    const types = schema.type === undefined ? [] : [schema.type].flat()
    if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number')))
      return [`${where} is ${type}, not ${types.join(' or ')}`]
    if (schema.enum !== undefined && !schema.enum.includes(value))
      return [`${where} is ${JSON.stringify(value)}, none of ${schema.enum.join(', ')}`]
    if (Array.isArray(value))
      return value.flatMap((item, index) => this.#compare(item, schema.items, `${where}[${index}]`, missing))
    if (type !== 'object' || schema.properties === undefined) return []
    const members = Object.entries(value as Record<string, unknown>)
    const lacking =
      missing === 'demand' ? (schema.required ?? []).filter((name) => !members.some(([member]) => member === name)) : []
    return [
      ...lacking.map((name) => `${where} lacks ${name}`),
      ...members.flatMap(([name, member]) => {
        const property = schema.properties?.[name]
        return property === undefined
          ? [`${where} has a member ${name} that is not described`]
          : this.#compare(member, property, `${where}.${name}`, missing)
      })
    ]
  }
}
