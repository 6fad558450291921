// SPDX-License-Identifier: Apache-2.0
// What is made lies in the repository as well, or several things are taken at once.
import { whole, type PlainPipeline } from '../plain-pipeline.ts'

const COMMITTED_DIST: PlainPipeline = {
  name: 'a committed dist, built anew',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - name: build
    takes: checkout
    may-add: dist/**
    changes: dist/**
    may-remove: dist/**
  - { name: test, takes: build }
release: { build: 'dist/**' }
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'build', takes: whole('checkout'), mayAdd: ['dist/**'], changes: ['dist/**'], mayRemove: ['dist/**'] },
    { name: 'test', takes: whole('build') }
  ],
  release: [{ step: 'build', only: ['dist/**'] }],
  source: ['package.json', 'src/a.ts', 'dist/index-1f2e.js', 'dist/index-1f2e.js.map', 'dist/docs/page.html']
}

const COMPARED_DIST: PlainPipeline = {
  name: 'a committed dist, compared only',
  text: `steps:
  - { name: build, takes: source, scratch: node_modules/ }
  - { name: package, takes: build, adds: '*.tgz' }
release: package
`,
  steps: [
    { name: 'build', takes: whole('source'), scratch: ['node_modules/'] },
    { name: 'package', takes: whole('build'), adds: ['*.tgz'] }
  ],
  release: [{ step: 'package' }],
  source: ['package.json', 'src/a.ts', 'dist/index.js']
}

const SOURCE_AND_BUILD: PlainPipeline = {
  name: 'steps that take source and build',
  text: `steps:
  - { name: build, takes: source, adds: dist/** }
  - { name: docs, takes: [source, build], adds: site/** }
  - { name: package, takes: [source, build], adds: '*.tgz' }
  - { name: check, takes: [docs, package] }
release: [docs, package]
`,
  steps: [
    { name: 'build', takes: whole('source'), adds: ['dist/**'] },
    { name: 'docs', takes: whole('source', 'build'), adds: ['site/**'] },
    { name: 'package', takes: whole('source', 'build'), adds: ['*.tgz'] },
    { name: 'check', takes: whole('docs', 'package') }
  ],
  release: [{ step: 'docs' }, { step: 'package' }],
  source: ['package.json', 'src/a.js', 'docs/page.md']
}

const SOURCE_BESIDE_PART: PlainPipeline = {
  name: 'source beside a part of another step',
  text: `steps:
  - { name: generate, takes: nothing, adds: gen/** }
  - name: build
    takes: [source, { generate: { from: gen, into: vendor } }]
    adds: app.bin
release: build
`,
  steps: [
    { name: 'generate', takes: [], adds: ['gen/**'] },
    { name: 'build', takes: [{ step: 'source' }, { step: 'generate', from: 'gen', into: 'vendor' }], adds: ['app.bin'] }
  ],
  release: [{ step: 'build' }],
  source: ['Makefile', 'main.c']
}

const TWO_INSTALLED: PlainPipeline = {
  name: 'two that installed',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - name: modules
    takes: checkout
    installs-into: { node_modules: { may-change: .cache/ } }
  - { name: bundles, takes: checkout, installs-into: vendor/bundle }
  - { name: build, takes: [modules, bundles], adds: dist/** }
  - { name: lint, takes: modules, scratch: node_modules/ }
  - { name: pack, takes: { build: dist/** }, adds: '*.tar' }
release: pack
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    {
      name: 'modules',
      takes: whole('checkout'),
      installs: [{ directory: 'node_modules', mayChange: ['.cache/'] }]
    },
    { name: 'bundles', takes: whole('checkout'), installs: [{ directory: 'vendor/bundle' }] },
    { name: 'build', takes: whole('modules', 'bundles'), adds: ['dist/**'] },
    { name: 'lint', takes: whole('modules'), scratch: ['node_modules/'] },
    { name: 'pack', takes: [{ step: 'build', only: ['dist/**'] }], adds: ['*.tar'] }
  ],
  release: [{ step: 'pack' }],
  source: ['package.json', 'Gemfile', 'src/a.js', 'vendor/README.md']
}

const BUILD_AND_SIGN: PlainPipeline = {
  name: 'release of build and sign',
  text: `steps:
  - { name: build, takes: source, adds: dist/** }
  - name: sign
    takes: build
    changes: dist/**
    adds: dist/*.sig
release: [build, sign]
`,
  steps: [
    { name: 'build', takes: whole('source'), adds: ['dist/**'] },
    { name: 'sign', takes: whole('build'), changes: ['dist/**'], adds: ['dist/*.sig'] }
  ],
  release: [{ step: 'build' }, { step: 'sign' }],
  source: ['Makefile', 'main.c', '.editorconfig']
}

export const COMMITTED: readonly PlainPipeline[] = [
  COMMITTED_DIST,
  COMPARED_DIST,
  SOURCE_AND_BUILD,
  SOURCE_BESIDE_PART,
  TWO_INSTALLED,
  BUILD_AND_SIGN
]
