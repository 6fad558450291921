// SPDX-License-Identifier: Apache-2.0
// What a bundle says about who signed it, and how a layout would name them.
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import { readUnverifiedCertificate } from '../sigstore/bundle-certificate.ts'

/**
 * @param tellsRunner whether the link says on which kind of runner its step ran; else no layout may demand one of it
 * @throws BUNDLE_ and JSON_ codes
 */
export function bundleLines(bytes: Uint8Array, source: string, tellsRunner: boolean): string[] {
  const certificate = readUnverifiedCertificate(bytes, source)
  const { issuer, subject, extensions } = certificate
  return [
    'Sigstore bundle, not checked. Its certificate claims:',
    `  issuer: ${issuer === '' ? '(none)' : escapeUntrusted(issuer)}`,
    `  identity: ${escapeUntrusted(subject)}`,
    ...[...extensions].map(([name, value]) => `  ${name}: ${escapeUntrusted(value)}`),
    ...(issuer === '' ? [] : ['', 'A layout names this functionary so:', '', ...snippet(certificate, tellsRunner)])
  ]
}

const WORKFLOW = /^(https:\/\/[^/]+)\/([^/]+\/[^/]+)\/([^@]+)@(.+)$/

/** YAML for `functionaries:` of a layout source. */
function snippet({ issuer, subject, extensions }: CertificateIdentity, tellsRunner: boolean): string[] {
  const [, server, repository, path, ref] = WORKFLOW.exec(extensions.get('build_config_uri') ?? '') ?? []
  const own = server !== undefined && repository !== undefined && path !== undefined && ref !== undefined
  const members: readonly (readonly [string, string])[] = own
    ? [
        ['workflow', path],
        ['repository', repository],
        ['repository-ids', extensions.get('source_repository_id') ?? ''],
        ['refs', ref],
        ['runner', tellsRunner ? (extensions.get('runner_environment') ?? '') : ''],
        ['environments', extensions.get('deployment_environment') ?? ''],
        ['through', subject === extensions.get('build_config_uri') ? '' : subject.replace(`${server}/`, '')],
        ['issuer', issuer]
      ]
    : [
        ['identity', subject],
        ['issuer', issuer]
      ]
  return [
    'functionaries:',
    '  ci:',
    ...members.filter(([, value]) => value !== '').map(([name, value]) => `    ${name}: ${quoted(value)}`)
  ]
}

/** A double-quoted YAML text; JSON is one. */
function quoted(text: string): string {
  return JSON.stringify(escapeUntrusted(text))
}
