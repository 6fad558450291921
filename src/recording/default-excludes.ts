// SPDX-License-Identifier: Apache-2.0

/**
 * What is not recorded unless the caller says otherwise: links themselves, git's own files, Python's byte code and
 * editors' backups. The same list as the reference's, in the gitignore dialect.
 */
export const DEFAULT_EXCLUDES: readonly string[] = ['*.link*', '.git', '*.pyc', '*~']
