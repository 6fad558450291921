// SPDX-License-Identifier: Apache-2.0
// Secrets that can be told by their form. Most cannot; this catches the mistake, not the attack.

const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{30,}/],
  ['a token of PyPI', /\bpypi-AgE[\w-]{30,}/],
  ['a token of GitLab', /\bglpat-[\w-]{20,}/],
  ['a key of AWS', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a key of Google', /\bAIza[\w-]{35}\b/],
  ['a token of Slack', /\bxox[abeoprs]-[\w-]{10,}/],
  ['a key of Stripe', /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  ['an identity token', /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['a password in an address', /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@$%{]+:[^\s/@$%{]+@/i]
]

/** What kind of secret a text holds; undefined when none is recognised. */
export function secretKindIn(text: string): string | undefined {
  return SHAPES.find(([, shape]) => shape.test(text))?.[0]
}
