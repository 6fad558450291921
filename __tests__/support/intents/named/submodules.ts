// SPDX-License-Identifier: Apache-2.0
// Some jobs check out a submodule, and others do not.
import { whole, type PlainPipeline } from '../plain-pipeline.ts'

const OF_JOBS: PlainPipeline = {
  name: 'submodules in some jobs',
  text: `source: { submodules: [vendor/lib, docs/theme] }
steps:
  - { name: lint, takes: source }
  - { name: build, takes: source, adds: dist/** }
  - { name: site, takes: source, adds: site/** }
  - { name: test, takes: build, may-add: coverage/** }
  - { name: package, takes: [build, site], adds: '*.tgz' }
release: package
`,
  steps: [
    { name: 'lint', takes: whole('source') },
    { name: 'build', takes: whole('source'), adds: ['dist/**'] },
    { name: 'site', takes: whole('source'), adds: ['site/**'] },
    { name: 'test', takes: whole('build'), mayAdd: ['coverage/**'] },
    { name: 'package', takes: whole('build', 'site'), adds: ['*.tgz'] }
  ],
  release: [{ step: 'package' }],
  submodules: ['vendor/lib', 'docs/theme'],
  source: ['package.json', 'src/a.js', 'test/a.test.js', 'docs/index.md']
}

const OF_CHECKOUTS: PlainPipeline = {
  name: 'checkouts with and without a submodule',
  text: `source: { submodules: [third_party/zlib] }
steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: build, takes: checkout, adds: build/** }
  - { name: other, takes: nothing, adds: source }
  - { name: docs, takes: { other: { only: third_party/**, into: work } }, adds: work/index.html }
  - { name: test, takes: [source, build] }
release: [build, docs]
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'build', takes: whole('checkout'), adds: ['build/**'] },
    { name: 'other', takes: [], addsSource: true },
    {
      name: 'docs',
      takes: [{ step: 'other', only: ['third_party/**'], into: 'work' }],
      adds: ['work/index.html']
    },
    { name: 'test', takes: whole('source', 'build') }
  ],
  release: [{ step: 'build' }, { step: 'docs' }],
  submodules: ['third_party/zlib'],
  source: ['main.c', 'third_party/README', 'Makefile']
}

export const SUBMODULES: readonly PlainPipeline[] = [OF_JOBS, OF_CHECKOUTS]
