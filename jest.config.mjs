// SPDX-License-Identifier: Apache-2.0
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
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/intoto/**/*.ts'],
  coverageReporters: ['text-summary', 'text', 'json'],
  coverageThreshold: { global: { branches: 100 } }
}
