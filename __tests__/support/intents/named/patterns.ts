// SPDX-License-Identifier: Apache-2.0
// Patterns that overlap, files that change and go, two packages, and fan-in.
import { whole, type PlainPipeline, type PlainStep } from '../plain-pipeline.ts'

const OVERLAPPING: PlainPipeline = {
  name: 'overlapping patterns',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: build, takes: checkout, adds: [dist/**, '*.map'] }
  - { name: docs, takes: build, adds: dist/docs/*.html, may-add: 'dist/**' }
  - { name: pack, takes: docs, adds: ['*.tgz', 'dist/*.tgz', '**/*.sum'] }
  - { name: publish, takes: { pack: ['*.tgz', 'dist/*'] } }
release: { pack: ['*.tgz', 'dist/*.tgz'] }
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'build', takes: whole('checkout'), adds: ['dist/**', '*.map'] },
    { name: 'docs', takes: whole('build'), adds: ['dist/docs/*.html'], mayAdd: ['dist/**'] },
    { name: 'pack', takes: whole('docs'), adds: ['*.tgz', 'dist/*.tgz', '**/*.sum'] },
    { name: 'publish', takes: [{ step: 'pack', only: ['*.tgz', 'dist/*'] }] }
  ],
  release: [{ step: 'pack', only: ['*.tgz', 'dist/*.tgz'] }],
  source: ['package.json', 'src/a.js', 'old.tgz', 'dist/.gitkeep', 'dist/docs/index.html']
}

const BUMP: PlainPipeline = {
  name: 'a version bump',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: bump, takes: checkout, changes: [package.json, '[CH]*.md'], removes: 'changes/*.md' }
  - { name: build, takes: bump, adds: dist/** }
  - { name: package, takes: build, adds: '*.tgz', may-remove: '**/*.map' }
release: package
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'bump', takes: whole('checkout'), changes: ['package.json', '[CH]*.md'], removes: ['changes/*.md'] },
    { name: 'build', takes: whole('bump'), adds: ['dist/**'] },
    { name: 'package', takes: whole('build'), adds: ['*.tgz'], mayRemove: ['**/*.map'] }
  ],
  release: [{ step: 'package' }],
  source: ['package.json', 'CHANGELOG.md', 'changes/1.md', 'changes/2.md', 'changes/deep/3.md', 'src/a.js']
}

const PACKAGES = ['core', 'cli']

const MONOREPO: PlainPipeline = {
  name: 'a monorepo of two packages',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: install, takes: checkout, installs-into: '**/node_modules' }
  - { name: build, takes: install, adds: [packages/core/dist/**, packages/cli/dist/**], scratch: .turbo/ }
  - name: pack
    matrix: { package: [core, cli] }
    takes: { build: { from: 'packages/\${{ matrix.package }}' } }
    adds: '*.tgz'
  - name: collect
    takes: { pack: { only: '*.tgz', into: out } }
    adds: SHA256SUMS
release: [pack, collect]
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'install', takes: whole('checkout'), installs: [{ directory: '**/node_modules' }] },
    {
      name: 'build',
      takes: whole('install'),
      adds: ['packages/core/dist/**', 'packages/cli/dist/**'],
      scratch: ['.turbo/']
    },
    ...PACKAGES.map((name): PlainStep => ({
      name: `pack-${name}`,
      takes: [{ step: 'build', from: `packages/${name}` }],
      adds: ['*.tgz']
    })),
    {
      name: 'collect',
      takes: PACKAGES.map((name) => ({ step: `pack-${name}`, only: ['*.tgz'], into: 'out' })),
      adds: ['SHA256SUMS']
    }
  ],
  release: [...PACKAGES.map((name) => ({ step: `pack-${name}` })), { step: 'collect' }],
  source: [
    'package.json',
    'packages/core/package.json',
    'packages/core/src/a.js',
    'packages/cli/package.json',
    'packages/cli/bin/cli.js'
  ]
}

const FAN_IN: PlainPipeline = {
  name: 'fan-in with from and into',
  text: `steps:
  - { name: checkout, takes: nothing, adds: source }
  - name: build
    matrix: { os: [linux, mac, win] }
    takes: checkout
    adds: out/**
  - name: collect
    takes: { build: { from: out, into: 'art/\${{ matrix.os }}' }, checkout: { only: [README.md, 'docs/**'] } }
    adds: art/index.json
  - { name: over, takes: { checkout: { only: 'src/**' }, collect: { from: art, into: src } } }
release: collect
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    ...['linux', 'mac', 'win'].map((os): PlainStep => ({
      name: `build-${os}`,
      takes: whole('checkout'),
      adds: ['out/**']
    })),
    {
      name: 'collect',
      takes: [
        ...['linux', 'mac', 'win'].map((os) => ({ step: `build-${os}`, from: 'out', into: `art/${os}` })),
        { step: 'checkout', only: ['README.md', 'docs/**'] }
      ],
      adds: ['art/index.json']
    },
    {
      name: 'over',
      takes: [
        { step: 'checkout', only: ['src/**'] },
        { step: 'collect', from: 'art', into: 'src' }
      ]
    }
  ],
  release: [{ step: 'collect' }],
  source: ['README.md', 'docs/a.md', 'docs/deep/b.md', 'src/a.c', 'src/lib/b.c']
}

export const PATTERNS: readonly PlainPipeline[] = [OVERLAPPING, BUMP, MONOREPO, FAN_IN]
