// SPDX-License-Identifier: Apache-2.0

// Only a run of the whole suite can say what it leaves out.
const isWholeSuite = process.argv.slice(2).every((word) => word.startsWith('--') && !word.startsWith('--watch'))

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' }
      }
    ]
  },
  // A machine that does ten other things at once must not turn a test red.
  testTimeout: 120_000,
  maxWorkers: 2,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  coverageProvider: 'v8',
  collectCoverage: isWholeSuite,
  collectCoverageFrom: ['src/intoto/**/*.ts'],
  coverageReporters: ['text-summary', 'json'],
  coverageThreshold: { global: { branches: 100 } }
}
