// SPDX-License-Identifier: Apache-2.0
// What stands for the actions of others that the suite and its examples use, at the commits that they name.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../harness/repository.ts'

const STAND_INS = join(import.meta.dirname, 'stand-ins')

/**
 * It fetches, cleans and checks out for real, and nothing else. Like the real one it does nothing where a variable says that
 * this is its second turn, which any earlier step can set.
 */
const CHECKOUT = `inputs:
  repository: { default: '' }
  ref: { default: '' }
  clean: { default: 'true' }
  persist-credentials: { default: 'true' }
outputs:
  commit: { value: '\${{ steps.checkout.outputs.commit }}' }
runs:
  using: composite
  steps:
    - id: checkout
      shell: bash
      env: { REPOSITORY: '\${{ inputs.repository }}', CLEAN: '\${{ inputs.clean }}', REF: '\${{ inputs.ref }}' }
      run: |
        if [ -n "$STATE_isPost" ]; then exit 0; fi
        if [ ! -d .git ]; then
          find . -mindepth 1 -delete
          git init --quiet .
        elif [ "$CLEAN" = true ]; then
          git clean --quiet -ffdx
          git reset --quiet --hard HEAD
        fi
        git fetch --quiet --depth 1 "https://github.com/\${REPOSITORY:-$GITHUB_REPOSITORY}" "\${REF:-$GITHUB_SHA}"
        git checkout --quiet --force FETCH_HEAD
        echo "commit=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"
`

/** It puts a Node of its own in front of the others. */
const SETUP_NODE = `inputs:
  node-version: { default: '' }
  package-manager-cache: { default: 'true' }
runs:
  using: composite
  steps:
    - shell: bash
      run: |
        mkdir -p "$RUNNER_TEMP/tools/node/bin"
        ln -sf "${process.execPath}" "$RUNNER_TEMP/tools/node/bin/node"
        echo "$RUNNER_TEMP/tools/node/bin" >> "$GITHUB_PATH"
`

const SBOM = `inputs:
  path: { default: '.' }
  format: { default: '' }
  output-file: { default: '' }
  upload-artifact: { default: 'true' }
  upload-release-assets: { default: 'true' }
runs:
  using: composite
  steps:
    - shell: bash
      env: { OUTPUT: '\${{ inputs.output-file }}', SCANNED: '\${{ inputs.path }}' }
      run: printf '{"spdxVersion":"SPDX-2.3","name":"%s"}\\n' "$SCANNED" > "$OUTPUT"
`

const ARTIFACT_INPUTS = `inputs:
  name: { default: '' }
  path: { default: '' }
  artifact-ids: { default: '' }
  if-no-files-found: { default: 'warn' }
  overwrite: { default: 'false' }
runs: { using: node24, main: index.mjs }
`

/** An action of the artifact service: its program lies beside these files. */
const BY_NAME: Readonly<Record<string, string>> = {
  'actions/checkout': CHECKOUT,
  'actions/setup-node': SETUP_NODE,
  'actions/upload-artifact': ARTIFACT_INPUTS,
  'actions/download-artifact': ARTIFACT_INPUTS,
  'anchore/sbom-action': SBOM
}

/**
 * Writes a stand-in for every action of others that the suite or an example uses.
 * @returns from `owner/repo@commit` to directories
 * @throws Error where nothing stands for one of them
 */
export function otherActions(directory: string): ReadonlyMap<string, string> {
  const examples = join(ROOT, 'examples/workflows')
  const files = readdirSync(examples).filter((name) => name.endsWith('.yml'))
  const texts = [...files.map((name) => join(examples, name)), join(ROOT, 'actions/checkout/action.yml')].map((path) =>
    readFileSync(path, 'utf8')
  )
  const used = texts.flatMap((text) => [...text.matchAll(/uses: ([\w.-]+\/[\w.-]+@[0-9a-f]{40})\b/g)])
  const pins = new Set(used.map(([, pin = '']) => pin).filter((pin) => !pin.startsWith('in-toto-actions/')))
  return new Map([...pins].map((pin) => [pin, writeStandIn(join(directory, pin), pin)]))
}

/** The real actions/checkout, where somebody gives it. */
export function realCheckout(): ReadonlyMap<string, string> {
  const given = process.env['E2E_CHECKOUT']
  if (given === undefined) return new Map()
  const text = readFileSync(join(ROOT, 'actions/checkout/action.yml'), 'utf8')
  return new Map([[/uses: (actions\/checkout@[0-9a-f]{40})/.exec(text)?.[1] ?? '', given]])
}

function writeStandIn(directory: string, pin: string): string {
  const [name = ''] = pin.split('@')
  const rest = BY_NAME[name]
  if (rest === undefined) throw new Error(`Nothing stands for ${name}, which an example uses.`)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'action.yml'), `name: ${name}\ndescription: a stand-in\n${rest}`)
  if (rest === ARTIFACT_INPUTS)
    writeFileSync(
      join(directory, 'index.mjs'),
      `import ${JSON.stringify(join(STAND_INS, `${name.slice(dirname(name).length + 1)}.ts`))}\n`
    )
  return directory
}
