// SPDX-License-Identifier: Apache-2.0
import { beginsLikeDrive } from '../../base/begins-like-drive.ts'

/**
 * The path that somebody means who writes one as no file is recorded: relative, with forward slashes, in its shortest
 * form. Undefined where nothing is left, or where a `..` or a drive leads elsewhere.
 */
export function shortestPath(text: string): string | undefined {
  const segments = text
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
  return segments.length === 0 || segments.some((segment) => segment === '..' || beginsLikeDrive(segment))
    ? undefined
    : segments.join('/')
}
