// SPDX-License-Identifier: Apache-2.0
// The pipelines that the documentation of the language begins with.
import { whole, type PlainPipeline, type PlainStep } from '../plain-pipeline.ts'

const NPM_SOURCE = ['package.json', 'package-lock.json', 'src/index.js', 'src/lib/a.js', 'test/a.test.js', '.gitignore']

const NPM: PlainPipeline = {
  name: 'npm library, stages in one job',
  text: `steps:
  - name: checkout
    takes: nothing
    adds: source
  - name: install
    takes: checkout
    installs-into: node_modules
  - { name: build, takes: install, adds: dist/** }
  - { name: test, takes: build }
  - { name: package, takes: build, adds: '*.tgz' }
release: package
`,
  steps: [
    { name: 'checkout', takes: [], addsSource: true },
    { name: 'install', takes: whole('checkout'), installs: [{ directory: 'node_modules' }] },
    { name: 'build', takes: whole('install'), adds: ['dist/**'] },
    { name: 'test', takes: whole('build') },
    { name: 'package', takes: whole('build'), adds: ['*.tgz'] }
  ],
  release: [{ step: 'package' }],
  source: NPM_SOURCE
}

const TYPESCRIPT: PlainPipeline = {
  name: 'TypeScript library, one step a job',
  text: `steps:
  - name: build
    takes: source
    adds: dist/**
    scratch: node_modules/
  - name: test
    matrix: { node: ['20', '22', '24'] }
    takes: build
    may-add: coverage/**
    scratch: node_modules/
  - { name: package, takes: build, adds: '*.tgz',
      scratch: node_modules/ }
release: package
`,
  steps: [
    { name: 'build', takes: whole('source'), adds: ['dist/**'], scratch: ['node_modules/'] },
    ...['20', '22', '24'].map((node): PlainStep => ({
      name: `test-${node}`,
      takes: whole('build'),
      mayAdd: ['coverage/**'],
      scratch: ['node_modules/']
    })),
    { name: 'package', takes: whole('build'), adds: ['*.tgz'], scratch: ['node_modules/'] }
  ],
  release: [{ step: 'package' }],
  source: [...NPM_SOURCE, 'tsconfig.json']
}

const SYSTEMS = ['linux', 'darwin', 'windows']
const GO_LEGS = SYSTEMS.flatMap((goos) => ['amd64', 'arm64'].map((goarch) => ({ goos, goarch })))

const GO: PlainPipeline = {
  name: 'Go, six legs, archives, checksums',
  text: `steps:
  - name: test
    matrix: { os: [linux, macos, windows] }
    takes: source
  - name: build
    matrix: { goos: [linux, darwin, windows],
              goarch: [amd64, arm64] }
    takes: source
    adds: dist/app_\${{ matrix.goos }}_*
  - name: checksums
    takes: { build: { from: dist } }
    adds: checksums.txt
release: [build, checksums]
`,
  steps: [
    ...['linux', 'macos', 'windows'].map((os): PlainStep => ({ name: `test-${os}`, takes: whole('source') })),
    ...GO_LEGS.map(({ goos, goarch }): PlainStep => ({
      name: `build-${goos}-${goarch}`,
      takes: whole('source'),
      adds: [`dist/app_${goos}_*`]
    })),
    {
      name: 'checksums',
      takes: GO_LEGS.map(({ goos, goarch }) => ({ step: `build-${goos}-${goarch}`, from: 'dist' })),
      adds: ['checksums.txt']
    }
  ],
  release: [...GO_LEGS.map(({ goos, goarch }) => ({ step: `build-${goos}-${goarch}` })), { step: 'checksums' }],
  source: ['go.mod', 'go.sum', 'main.go', 'internal/greet/greet.go', 'internal/greet/greet_test.go']
}

const PYTHON_SYSTEMS = ['ubuntu-24.04', 'macos-15', 'windows-2025']

const PYTHON: PlainPipeline = {
  name: 'Python: sdist, wheels, tests',
  text: `steps:
  - { name: sdist, takes: source, adds: dist/*.tar.gz }
  - name: wheel
    matrix: { os: [ubuntu-24.04, macos-15, windows-2025] }
    takes: source
    adds: wheelhouse/*.whl
  - name: test
    matrix: { os: [ubuntu-24.04, macos-15, windows-2025] }
    takes: wheel
    scratch: [.venv/, .pytest_cache/, __pycache__/]
  - name: publish
    takes: { sdist: { from: dist, into: dist },
             wheel: { from: wheelhouse, into: dist } }
release: [sdist, wheel]
`,
  steps: [
    { name: 'sdist', takes: whole('source'), adds: ['dist/*.tar.gz'] },
    ...PYTHON_SYSTEMS.map((os): PlainStep => ({
      name: `wheel-${os}`,
      takes: whole('source'),
      adds: ['wheelhouse/*.whl']
    })),
    ...PYTHON_SYSTEMS.map((os): PlainStep => ({
      name: `test-${os}`,
      takes: whole(`wheel-${os}`),
      scratch: ['.venv/', '.pytest_cache/', '__pycache__/']
    })),
    {
      name: 'publish',
      takes: [
        { step: 'sdist', from: 'dist', into: 'dist' },
        ...PYTHON_SYSTEMS.map((os) => ({ step: `wheel-${os}`, from: 'wheelhouse', into: 'dist' }))
      ]
    }
  ],
  release: [{ step: 'sdist' }, ...PYTHON_SYSTEMS.map((os) => ({ step: `wheel-${os}` }))],
  source: ['pyproject.toml', 'src/app/__init__.py', 'src/app/main.py', 'tests/test_main.py', '.python-version']
}

export const OF_REFERENCE: readonly PlainPipeline[] = [NPM, TYPESCRIPT, GO, PYTHON]
