// SPDX-License-Identifier: Apache-2.0
// Matrices of one leg and of two dimensions, and what else a layout may demand of evidence.
import { whole, type PlainPipeline, type PlainStep } from '../plain-pipeline.ts'

const ONE_LEG: PlainPipeline = {
  name: 'a matrix of one leg',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: build, matrix: { os: [ubuntu] }, takes: checkout, adds: 'bin/\${{ matrix.os }}/*' }
  - { name: test, matrix: { os: [ubuntu] }, takes: build, may-add: '**/*.log' }
release: build
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'build-ubuntu', takes: whole('checkout'), adds: ['bin/ubuntu/*'] },
    { name: 'test-ubuntu', takes: whole('build-ubuntu'), mayAdd: ['**/*.log'] }
  ],
  release: [{ step: 'build-ubuntu' }],
  source: ['Makefile', 'src/a.c']
}

const LEGS = [
  { os: 'linux', arch: 'x64' },
  { os: 'linux', arch: 'arm' },
  { os: 'mac', arch: 'arm' },
  { os: 'win', arch: 'x64' }
]

const TWO_DIMENSIONS: PlainPipeline = {
  name: 'a matrix of two dimensions',
  text: `steps:
  - name: build
    matrix:
      os: [linux, mac]
      arch: [x64, arm]
      exclude: [{ os: mac, arch: x64 }]
      include: [{ os: win, arch: x64 }]
    takes: source
    adds: out/\${{ matrix.os }}/\${{ matrix.arch }}/**
  - name: test
    matrix:
      os: [linux, mac]
      arch: [x64, arm]
      exclude: [{ os: mac, arch: x64 }]
      include: [{ os: win, arch: x64 }]
    takes: build
    may-add: report-\${{ matrix.os }}.xml
  - name: bundle
    takes: { build: { from: out } }
    adds: all.zip
release: bundle
`,
  steps: [
    ...LEGS.map(({ os, arch }): PlainStep => ({
      name: `build-${os}-${arch}`,
      takes: whole('source'),
      adds: [`out/${os}/${arch}/**`]
    })),
    ...LEGS.map(({ os, arch }): PlainStep => ({
      name: `test-${os}-${arch}`,
      takes: whole(`build-${os}-${arch}`),
      mayAdd: [`report-${os}.xml`]
    })),
    {
      name: 'bundle',
      takes: LEGS.map(({ os, arch }) => ({ step: `build-${os}-${arch}`, from: 'out' })),
      adds: ['all.zip']
    }
  ],
  release: [{ step: 'bundle' }],
  source: ['build.sh', 'src/main.rs', 'Cargo.toml']
}

const DEFINITION = `sha256:${'d'.repeat(64)}`

const DEMANDS: PlainPipeline = {
  name: 'commands, definitions, thresholds, branches',
  text: `branches: [main, 'release/**']
tags: ['v*']
scratch: tmp/
steps:
  - { name: build, takes: source, adds: app, command: [make, app], working-directory: tools, setup: make deps,
      definition: '${DEFINITION}' }
  - { name: review, takes: build, threshold: 2, by: [ci, second], may-add: review.txt }
  - { name: foreign, takes: build, recording: any, adds: foreign.bin, scratch: 'cache/' }
release: [build, foreign]
`,
  steps: [
    {
      name: 'build',
      takes: whole('source'),
      adds: ['app'],
      command: ['make', 'app'],
      workingDirectory: 'tools',
      setup: 'make deps',
      definition: DEFINITION,
      scratch: ['tmp/']
    },
    { name: 'review', takes: whole('build'), threshold: 2, mayAdd: ['review.txt'], scratch: ['tmp/'] },
    { name: 'foreign', takes: whole('build'), recording: 'any', adds: ['foreign.bin'], scratch: ['cache/', 'tmp/'] }
  ],
  release: [{ step: 'build' }, { step: 'foreign' }],
  branches: ['main', 'release/**'],
  tags: ['v*'],
  source: ['Makefile', 'src/a.c']
}

const REVIEWED_SOURCE: PlainPipeline = {
  name: 'two functionaries who see source',
  text: `steps:
  - { name: build, takes: source, threshold: 2, by: [ci, second], adds: app }
  - { name: ship, takes: { build: app } }
release: build
`,
  steps: [
    { name: 'build', takes: whole('source'), threshold: 2, adds: ['app'] },
    { name: 'ship', takes: [{ step: 'build', only: ['app'] }] }
  ],
  release: [{ step: 'build' }],
  source: ['Makefile', 'src/a.c']
}

const NOTHING_RELEASED: PlainPipeline = {
  name: 'nothing taken, nothing released',
  text: `steps:
  - { name: fetch, takes: nothing, adds: ['data/**', data/*.tmp] }
  - { name: clean, takes: fetch, removes: 'data/*.tmp', may-remove: 'data/**/[a-f]*', may-add: log }
  - { name: look, takes: { clean: { from: data } } }
release: nothing
`,
  steps: [
    { name: 'fetch', takes: [], adds: ['data/**', 'data/*.tmp'] },
    { name: 'clean', takes: whole('fetch'), removes: ['data/*.tmp'], mayRemove: ['data/**/[a-f]*'], mayAdd: ['log'] },
    { name: 'look', takes: [{ step: 'clean', from: 'data' }] }
  ],
  release: [],
  source: ['unused']
}

/** Rules that somebody wrote say less. */
export const AMONG_RULES = 'a step in rules among others'

const RULES_AMONG_INTENTS: PlainPipeline = {
  name: AMONG_RULES,
  text: `steps:
  - { name: build, takes: source, adds: dist/** }
  - { name: legacy, materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *], products: anything }
  - { name: pack, takes: legacy, adds: '*.tgz' }
release: pack
`,
  steps: [
    { name: 'build', takes: whole('source'), adds: ['dist/**'] },
    {
      name: 'legacy',
      takes: whole('build'),
      inRules: {
        materials: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'],
          ['DISALLOW', '*']
        ],
        products: []
      }
    },
    { name: 'pack', takes: whole('legacy'), adds: ['*.tgz'] }
  ],
  release: [{ step: 'pack' }],
  source: ['Makefile', 'src/a.c']
}

const DELEGATED: PlainPipeline = {
  name: 'delegated steps',
  text: `steps:
  - { name: build, takes: source, adds: dist/**, delegated: true }
  - { name: test, takes: build, delegated: true }
  - { name: pack, takes: [source, test], adds: '*.tgz' }
release: pack
`,
  steps: [
    { name: 'build', takes: whole('source'), adds: ['dist/**'], delegated: true },
    { name: 'test', takes: whole('build'), delegated: true },
    { name: 'pack', takes: whole('source', 'test'), adds: ['*.tgz'] }
  ],
  release: [{ step: 'pack' }],
  source: ['Makefile', 'src/a.c']
}

const RELEASED_APART: PlainPipeline = {
  name: 'legs that are released apart',
  text: `steps:
  - { name: pack, matrix: { os: [linux, mac] }, takes: source, adds: 'out/*.zip' }
  - { name: notes, takes: source, adds: [NOTES.txt, 'out/*.zip'] }
release: [pack, notes]
`,
  steps: [
    ...['linux', 'mac'].map((os): PlainStep => ({ name: `pack-${os}`, takes: whole('source'), adds: ['out/*.zip'] })),
    { name: 'notes', takes: whole('source'), adds: ['NOTES.txt', 'out/*.zip'] }
  ],
  release: [{ step: 'pack-linux' }, { step: 'pack-mac' }, { step: 'notes' }],
  source: ['Makefile', 'src/a.c']
}

export const MATRICES: readonly PlainPipeline[] = [
  ONE_LEG,
  TWO_DIMENSIONS,
  DEMANDS,
  REVIEWED_SOURCE,
  NOTHING_RELEASED,
  RULES_AMONG_INTENTS,
  DELEGATED,
  RELEASED_APART
]
