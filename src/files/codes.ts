// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

export const FILES_CODES = {
  FILE_UNREADABLE: 'A file cannot be read.',
  FILE_UNWRITABLE: 'A file cannot be written.',
  FILE_EXISTS: 'A file that must not be overwritten exists already.'
} as const

export type FilesCode = keyof typeof FILES_CODES

/** A file that cannot be read or written. */
export class FilesError extends RoomError<FilesCode> {}
