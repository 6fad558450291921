// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { plainWords, shellLine } from '../../../src/intoto/rules/shell-line.ts'

describe('a line is plain words', () => {
  test.each([
    ['npm run build', ['npm', 'run', 'build']],
    ['make\t"two words" \'and three\' a\\ b', ['make', 'two words', 'and three', 'a b']],
    ['make CI=1 --flag=x @scope/name 100% a,b:c+d^e', ['make', 'CI=1', '--flag=x', '@scope/name', '100%', 'a,b:c+d^e']],
    ['sh -c "npm ci && npm test"', ['sh', '-c', 'npm ci && npm test']],
    ['bash -c \'test -s a || cp *.js < "b"\'', ['bash', '-c', 'test -s a || cp *.js < "b"']],
    ['', []]
  ])('%j', (line, words) => {
    expect(plainWords(line)).toEqual(words)
    expect(plainWords(line, 'bash')).toEqual(words)
  })
  test.each([
    ['make test', ['make', 'test']],
    ['Get-ChildItem examples/greeter/dist', ['Get-ChildItem', 'examples/greeter/dist']],
    ['make "two words" \'x y\'', ['make', 'two words', 'x y']]
  ])('for PowerShell: %j', (line, words) => expect(plainWords(line, 'pwsh')).toEqual(words))
})

describe('a line is a program', () => {
  test.each([
    'npm ci && npm test',
    "npm ci '&&' npm test",
    'npm ci "&&" npm test',
    'npm ci \\&\\& npm test',
    'npm ci || npm test',
    'npm ci; npm test',
    'npm test | tee log',
    'npm test > log',
    'npm test < in',
    'make &',
    "npm test -- --grep 'a|true'",
    'npm test -- --grep a|true',
    'true # npm test',
    "true '#' npm test",
    'echo $X',
    "echo '$X'",
    'echo `x`',
    'rm *.js',
    "rm '*.js'",
    'rm ?',
    'rm [ab]',
    'ls ~',
    '! make',
    '(make)',
    'npm {ci,test}',
    "npm '{ci,test}'",
    'CI=1 npm test',
    "'CI=1' npm test",
    'PATH+=:. npm test',
    'echo "open',
    "echo 'open",
    'make test\\',
    'make\u00a0test',
    "make 'a\u00a0b'",
    'make\ntest',
    'make\rtest',
    'make\u000btest',
    'make \u0007',
    '\u2003make',
    // The shell of a stage ends at the first failure, and fails where a part of a pipe fails.
    "sh -c 'npm test; npm run x'",
    "bash -c 'npm test | tee log'",
    "sh -c 'npm test & wait'",
    "sh -c '! make'",
    'sh -c "echo $X"',
    'sh -c "echo `x`"',
    'sh -c "a \\" && b"',
    "sh -c 'a && b' x | y",
    "sh -c 'a && b' || true",
    "zsh -c 'a && b'",
    "sh  -c 'a && b'",
    "sh -c 'a\u00a0&& b'"
  ])('%j', (line) => {
    expect(plainWords(line)).toBeUndefined()
    expect(plainWords(line, 'bash')).toBeUndefined()
  })
  test.each([
    ['pwsh', "'make'"],
    ['pwsh', '.\\build.ps1'],
    ['pwsh', 'npm run buil\\d'],
    ['pwsh', "make 'a''b'"],
    ['pwsh', "make 'a'b"],
    ['powershell', 'make a,b'],
    ['powershell', 'make @x'],
    ['powershell', 'make --% x; y'],
    ['pwsh', 'sh -c "a && b"'],
    ['python', 'make']
  ])('for %s: %j', (shell, line) => expect(plainWords(line, shell)).toBeUndefined())
})

test.each([
  ['  make \n', 'make'],
  ['\n\t make\n test \t', 'make\n test'],
  ['make\u00a0', 'make\u00a0'],
  ['\rmake\r\n', '\rmake\r'],
  [' \n', ''],
  ['', '']
])('%j without what stands around it is %j', (script, line) => expect(shellLine(script)).toBe(line))
