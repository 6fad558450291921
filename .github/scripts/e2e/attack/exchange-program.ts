// SPDX-License-Identifier: Apache-2.0
// Exchanges a program of the job: exchange-program.ts git | node [MODULE [SCRIPT WORD]]. The new one leaves a canary and
// starts the old one. git lies about the commit. node loads MODULE into the end of the stage, or starts SCRIPT after it.
import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tools } from './own-tools.ts'

const [name = '', module = '', ...script] = process.argv.slice(2)
const old = join(tools, `${name}.old`)
renameSync(join(tools, name), old)

const lies =
  name === 'git'
    ? `*" rev-parse "*) echo ${'0'.repeat(40)}; exit ;;`
    : `*"/dist/end.mjs "*) "${old}"${module === '' ? '' : ` --import "${module}"`} "$@"; code=$?
  ${script.length === 0 ? '' : `"${old}" ${script.map((word) => `"${word}"`).join(' ')}`}
  exit $code ;;`

writeFileSync(
  join(tools, name),
  `#!/usr/bin/env bash
mkdir -p "$CANARIES"
echo "$GITHUB_JOB" >> "$CANARIES/${name} started"
case " $* " in
${lies}
esac
exec "${old}" "$@"
`
)
chmodSync(join(tools, name), 0o755)
