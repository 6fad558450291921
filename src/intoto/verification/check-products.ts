// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { readConverted } from '../link/converted-files.ts'
import type { Link } from '../link/link.ts'
import type { Failure } from './failure.ts'

/**
 * Compares files at hand with the final products; each must be among them, byte for byte. No file at all is a failure.
 *
 * @param local the files; where a checkout wrote them in another form, with the digest that the commit has of them: that a
 * link says what was written is no reason to take it for that
 */
export function checkProducts(summary: Link, local: Artifacts): Failure[] {
  if (local.size === 0) {
    return [
      {
        code: 'PRODUCT_NONE',
        message: 'No file was found to compare with the final products.',
        details: [],
        hint: 'Check the paths given as products, the base path and the excludes.'
      }
    ]
  }
  const converted = readConverted(summary.environment, 'products')
  if (converted === 'malformed') return [convertedUnreadable(summary.name)]
  const failures: Failure[] = []
  let named: ReadonlyMap<string, readonly string[]> | undefined
  const alike = (path: string): readonly string[] => {
    named ??= byLastName(summary.products)
    return named.get(lastName(path)) ?? []
  }
  for (const [path, digests] of local) {
    const expected = summary.products.get(path)
    if (expected === digests) continue
    const onDisk = converted.get(path)
    failures.push({
      code: expected === undefined ? 'PRODUCT_UNKNOWN' : 'PRODUCT_DIFFERS',
      artifacts: [escapeUntrusted(path)],
      message:
        expected === undefined
          ? `${quoteUntrusted(path)} ${noneOf([...summary.products.paths()])}.`
          : `${quoteUntrusted(path)} differs from the final product of that name.`,
      details:
        expected === undefined
          ? alike(path).map((product) => `of that name is: ${quoteUntrusted(product)}`)
          : [
              `recorded: ${escapeUntrusted(expected)}`,
              ...(onDisk === undefined ? [] : [`on disk:  sha256:${onDisk}, as a clean checkout converts the file`]),
              `found:    ${escapeUntrusted(digests)}`
            ],
      hint:
        expected === undefined
          ? `${wayTo(path, alike(path))}Give the path as the link spells it, and only files that the layout releases, or else that the last step made.`
          : 'Do not use the file: it is not what the verified pipeline produced.'
    })
  }
  return failures
}

const MOST_NAMES = 5

/** The products by their last name, of each name the first. */
function byLastName(products: Artifacts): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const product of products.paths()) {
    const same = found.get(lastName(product))
    if (same === undefined) found.set(lastName(product), [product])
    else if (same.length < MOST_NAMES) same.push(product)
  }
  return found
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** How a file at hand gets the name of the product that it probably is. */
function wayTo(path: string, products: readonly string[]): string {
  const below = products.find((product) => path.endsWith(`/${product}`))
  if (below !== undefined)
    return `Where it lies in another directory than where it was made, cut that off: \`--lstrip-paths ${escapeUntrusted(path.slice(0, -below.length))}\`. `
  const above = products.find((product) => product.endsWith(`/${path}`))
  if (above === undefined) return ''
  return `Put it where it was made, at ${quoteUntrusted(above)}, and name that with \`-p\`. `
}

/** LINK_UNREADABLE for a link that names converted files in a way that says nothing. */
export function convertedUnreadable(stepName: string): Failure {
  return {
    code: 'LINK_UNREADABLE',
    errorCode: 'METADATA_VALUE_INVALID',
    message: `The link of step ${quoteUntrusted(stepName)} does not say in a readable way which files a checkout converts (the member \`converted\` of its environment).`,
    details: [],
    hint: 'Record the step again, and find out what wrote the link: the stages of this suite write a SHA-256 for each of these files.'
  }
}

/** That something is no product, with the name of the one that there is. */
function noneOf(products: readonly string[]): string {
  const [only] = products
  return products.length === 1 && only !== undefined
    ? `is not the one final product, ${quoteUntrusted(only)}`
    : `is not among the ${products.length} final products`
}
