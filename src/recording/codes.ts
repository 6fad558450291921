// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

export const RECORDING_CODES = {
  GIT_FAILED: 'git could not tell what is checked out, or which files it tracks.',
  RECORD_NOT_FOUND: 'A path to record does not exist.',
  RECORD_EXCLUDED: 'A path to record is left out by an exclude pattern, or everything in it is.',
  RECORD_NOTHING: 'A path whose files are to be compared holds none.',
  RECORD_UNREADABLE: 'A file or directory to record cannot be read.',
  RECORD_NOT_REGULAR: 'Something to record is a socket, a pipe or a device.',
  RECORD_SYMLINK_BROKEN: 'A symbolic link to record leads to nothing.',
  RECORD_SYMLINK_CYCLE: 'A symbolic link to record leads back to where it stands.',
  RECORD_OUTSIDE: 'Something to record lies outside of the workspace, or is a symbolic link into `.git`.',
  RECORD_TOO_MANY_LINKS: 'Too many directories or files would be recorded through symbolic links.',
  RECORD_NAME_NOT_UTF8: 'A file to record has a name that is not UTF-8.',
  RECORD_DRIVE: 'A file to record has a name that begins with a letter and a colon, like a drive of Windows.',
  RECORD_BACKSLASH: 'A file to record has a backslash in its name.',
  RECORD_NAME_AMBIGUOUS: 'A name in a directory that is recorded as one artifact could be read as several.',
  RECORD_NAME_TAKEN: 'Two files would be recorded under one name.',
  RECORD_PREFIX_AMBIGUOUS: 'Of two prefixes to strip, one is the start of the other.',
  RECORD_FILE_CHANGED: 'A file changed while it was being recorded.',
  RECORD_NAME_CONTROL: 'A file of the commit has a control character in its name.',
  SOURCE_UNREADABLE: 'An object of the commit is missing in the repository, damaged, or not what git takes.',
  SOURCE_TOO_LARGE: 'The commit has more files, or more bytes, than are compared.',
  RECORD_WORKER_FAILED: 'A thread that computes digests stopped.'
} as const

export type RecordingCode = keyof typeof RECORDING_CODES

/** Something that cannot be recorded. */
export class RecordingError extends RoomError<RecordingCode> {}
