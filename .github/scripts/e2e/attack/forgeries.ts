// SPDX-License-Identifier: Apache-2.0
// Lies about a step, each as a change of its link as JSON.

export interface LooseLink {
  name: string
  command: string[]
  readonly materials: Record<string, Record<string, string>>
  readonly products: Record<string, Record<string, string>>
  readonly byproducts: Record<string, unknown>
  readonly environment: Record<string, unknown>
}

const NOTHING = '0'.repeat(64)

const member = (link: LooseLink, name: string): Record<string, unknown> => {
  const value = link.environment[name] ?? {}
  link.environment[name] = value
  return value as Record<string, unknown>
}

const first = (artifacts: Record<string, unknown>): string => Object.keys(artifacts)[0] ?? ''

export const FORGERIES: Readonly<Record<string, (link: LooseLink) => void>> = {
  'material changed': ({ materials }) => {
    materials[first(materials)] = { sha256: NOTHING }
  },
  'material added': ({ materials }) => {
    materials['evil.mjs'] = { sha256: NOTHING }
  },
  'material removed': ({ materials }) => {
    delete materials[first(materials)]
  },
  'no materials': ({ materials }) => {
    for (const name of Object.keys(materials)) delete materials[name]
  },
  'mode of a material': (link) => {
    member(link, 'modes')['materials'] = { [first(link.materials)]: 'executable' }
  },
  'command changed': (link) => {
    link.command = ['bash', 'true']
  },
  'command left out': (link) => {
    link.command = []
  },
  'name changed': (link) => {
    link.name = 'test'
  },
  'run.id': (link) => {
    member(link, 'run')['id'] = '1'
  },
  'run.attempt': (link) => {
    member(link, 'run')['attempt'] = '2'
  },
  'run.job': (link) => {
    member(link, 'run')['job'] = 'sign'
  },
  'run.commit': (link) => {
    member(link, 'run')['commit'] = '0'.repeat(40)
  },
  'run.ref': (link) => {
    member(link, 'run')['ref'] = 'refs/heads/other'
  },
  'run.workflow': (link) => {
    member(link, 'run')['workflow'] = 'acme/greeter/.github/workflows/other.yml@refs/heads/main'
  },
  'run.repository': (link) => {
    member(link, 'run')['repository'] = 'acme/other'
  },
  'run.runner': (link) => {
    member(link, 'run')['runner'] = 'self-hosted'
  },
  'run left out': (link) => {
    delete link.environment['run']
  },
  'recording of materials': (link) => {
    member(link, 'recording')['materials'] = { exclude: ['**'] }
  },
  'setup changed': (link) => {
    link.environment['setup'] = 'true'
  },
  'setup left out': (link) => {
    delete link.environment['setup']
  },
  'working directory': (link) => {
    link.environment['working_directory'] = 'elsewhere'
  },
  checkout: (link) => {
    link.environment['checkout'] = { commit: '0'.repeat(40) }
  },
  'member added': (link) => {
    link.environment['approved'] = 'yes'
  },
  'variable added': (link) => {
    member(link, 'variables')['APPROVED'] = 'yes'
  },
  'recorded by': (link) => {
    link.environment['recorded_by'] = { job: 'sign', attempt: '1', runner: 'github-hosted' }
  },
  'return value': (link) => {
    link.byproducts['return-value'] = 1
  },
  'by-product added': (link) => {
    link.byproducts['stdout'] = 'approved'
  },
  'product added': ({ products }) => {
    products['evil.mjs'] = { sha256: NOTHING }
  },
  'product changed': ({ products }) => {
    products[first(products)] = { sha256: NOTHING }
  },
  'product left out': ({ products }) => {
    delete products[first(products)]
  },
  'product outside': ({ products }) => {
    products['../evil.mjs'] = { sha256: NOTHING }
  },
  'product that is excluded': ({ products }) => {
    products['.git/hooks/pre-commit'] = { sha256: NOTHING }
  },
  'hand-over from elsewhere': (link) => {
    member(link, 'hand_over')['artifact'] = { id: '1', digest: `sha256:${NOTHING}` }
  },
  'hand-over left out': (link) => {
    delete link.environment['hand_over']
  }
}

/** Changes the link in a record or a recording; undefined for any other text. */
export function forge(text: string, how: string): string | undefined {
  const change = FORGERIES[how]
  if (change === undefined) throw new Error(`There is no forgery ${how}.`)
  const document = parse(text)
  if (typeof document?.['payload'] === 'string') {
    const payload = parse(Buffer.from(document['payload'], 'base64').toString('utf8'))
    if (payload?.['_type'] !== 'link') return undefined
    change(payload as unknown as LooseLink)
    return JSON.stringify({ ...document, payload: Buffer.from(JSON.stringify(payload)).toString('base64') })
  }
  if (typeof document?.['link'] !== 'object') return undefined
  change(document['link'] as LooseLink)
  return JSON.stringify(document)
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}
