// SPDX-License-Identifier: Apache-2.0
// File names of links (in-toto v1.0, 4.4). The specification says "first six bytes" of the key id; every implementation
// takes eight characters.
import { asBegunValue, type BegunValue } from './begun.ts'
import { keyIdPrefix, type KeyId } from '../keys/key-id.ts'

/** `<step>.<first 8 of keyid>.link` */
export function linkFileName(step: string, keyId: KeyId): string {
  return `${step}.${keyIdPrefix(keyId)}.link`
}

/** The step whose link, signed by a key, a file is named like. */
export function stepOfLinkFile(fileName: string): string | undefined {
  return stepBefore(fileName, /\.[0-9a-f]{8}\.link$/)
}

/** Whether a file is named like a link of a step that a key signed. */
export function isLinkFileName(fileName: string, step: string): boolean {
  return followsStep(fileName, step, /^[0-9a-f]{8}\.link$/)
}

/** The step that a file is named like a link of, signed by whatever key; undefined for any other name. */
export function linkNamedBy(fileName: string): string | undefined {
  return /^(.+)\.[0-9a-f]{8}\.link$/s.exec(fileName)?.[1]
}

/**
 * `<step>.<8 of an id>.sigstore.json`, for links that an identity signed. The id is that of the bare identity, since the
 * one who signs does not know which functionary of which layout he is taken for.
 */
export function linkBundleName(step: string, keyId: KeyId): string {
  return `${step}.${keyIdPrefix(keyId)}.sigstore.json`
}

/** The step whose bundle a file is named like. */
export function stepOfLinkBundle(fileName: string): string | undefined {
  return stepBefore(fileName, /\.[0-9a-f]{8}\.sigstore\.json$/)
}

/** Whether a file is named like a bundle of a step. */
export function isLinkBundleName(fileName: string, step: string): boolean {
  return followsStep(fileName, step, /^[0-9a-f]{8}\.sigstore\.json$/)
}

/** `<step>.link`, for links that nobody signed. */
export function unsignedLinkFileName(step: string): string {
  return `${step}.link`
}

/** The step whose link, signed by nobody, a file is named like. */
export function stepOfUnsignedLink(fileName: string): string | undefined {
  return stepBefore(fileName, /\.link$/)
}

/** Whether a file is named like a link of a step that nobody signed. */
export function isUnsignedLinkFileName(fileName: string, step: string): boolean {
  return fileName === unsignedLinkFileName(step)
}

/** `.<step>.<first 8 of keyid>.<value>.link-unfinished`, between the two halves of a recording. */
export function begunFileName(step: string, keyId: KeyId, value: BegunValue): string {
  return `${begunPrefix(step, keyId)}${value}${BEGUN_SUFFIX}`
}

/** The value in the name of a file that is named like a beginning of a step that a key signed. */
export function begunValueOf(fileName: string, step: string, keyId: KeyId): BegunValue | undefined {
  const prefix = begunPrefix(step, keyId)
  if (!fileName.startsWith(prefix) || !fileName.endsWith(BEGUN_SUFFIX)) return undefined
  return asBegunValue(fileName.slice(prefix.length, -BEGUN_SUFFIX.length))
}

/** `.<step>.<first 8 of keyid>.link-unfinished`, where in-toto-python keeps the first half, as a link. */
export function foreignUnfinishedFileName(step: string, keyId: KeyId): string {
  return `.${step}.${keyIdPrefix(keyId)}${BEGUN_SUFFIX}`
}

/** The step whose recording, begun and not ended, a file is named like. */
export function stepOfUnfinishedLink(fileName: string): string | undefined {
  return fileName.startsWith('.')
    ? stepBefore(fileName.slice(1), /\.[0-9a-f]{8}(?:\.[0-9a-f]{32})?\.link-unfinished$/)
    : undefined
}

/** `<step>.<first 8 of keyid>`, where the links of a sublayout lie. */
export function sublayoutDirectoryName(step: string, keyId: KeyId): string {
  return `${step}.${keyIdPrefix(keyId)}`
}

const BEGUN_SUFFIX = '.link-unfinished'

function begunPrefix(step: string, keyId: KeyId): string {
  return `.${step}.${keyIdPrefix(keyId)}.`
}

function stepBefore(fileName: string, suffix: RegExp): string | undefined {
  const at = fileName.search(suffix)
  return at < 1 || /[/\\]/.test(fileName) ? undefined : fileName.slice(0, at)
}

function followsStep(fileName: string, step: string, suffix: RegExp): boolean {
  return fileName.startsWith(`${step}.`) && suffix.test(fileName.slice(step.length + 1))
}

// What ends a path, starts a hidden file, means something to a glob, or cannot stand in a Windows file name.
const UNSAFE_NAME = /[/\\:*?"<>|[\]\p{Cc}]|^\.|^\s|[\s.]$|^$/u

/** False for a step name that would not be one plain file name everywhere. */
export function isSafeName(name: string): boolean {
  return !UNSAFE_NAME.test(name)
}
