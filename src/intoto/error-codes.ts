// SPDX-License-Identifier: Apache-2.0
// Every error code of the suite with its one-line meaning; docs/errors.md is generated from this table.
// A published code is never renamed and never reused.

export const ERROR_CODES = {
  JSON_TOO_LARGE: 'A document is larger than the bound for its kind.',
  JSON_NOT_UTF8: 'A document is not valid UTF-8.',
  JSON_BYTE_ORDER_MARK: 'A document starts with a byte order mark.',
  JSON_SYNTAX: 'A document is not JSON.',
  JSON_TRAILING_DATA: 'Something follows the end of a JSON document.',
  JSON_TOO_DEEP: 'A document nests deeper than the bound.',
  JSON_MEMBER_DUPLICATE: 'An object has the same member twice, possibly spelled with escapes.',
  JSON_NUMBER_NOT_INTEGER:
    'A number is a fraction, has an exponent or is negative zero; signed metadata has integers only.',
  JSON_STRING_LONE_SURROGATE: 'A string holds half of a surrogate pair, which has no UTF-8 form.',

  METADATA_MEMBER_MISSING: 'A member that the specification requires is absent.',
  METADATA_TYPE_WRONG: 'A member has a value of the wrong JSON type.',
  METADATA_VALUE_INVALID: 'A member has a value that the specification does not allow.',
  METADATA_TYPE_UNKNOWN: 'The document is neither a layout nor a link, or not the one expected here.',
  METADATA_ENVELOPE_UNKNOWN: 'The document is neither a DSSE envelope nor a Metablock.',
  METADATA_PAYLOAD_TYPE: 'A DSSE envelope has a payload type that is not in-toto.',
  METADATA_BASE64: 'A value is not base64.',
  METADATA_RULE_INVALID: 'An artifact rule does not follow the grammar of the specification.',
  METADATA_NAME_DUPLICATE: 'Two steps or inspections of a layout have one name.',

  KEY_UNREADABLE: 'A key is not in a form that can be read.',
  KEY_UNSUPPORTED: 'A key has a type, scheme or size that is not supported.',
  KEY_PASSPHRASE_MISSING: 'A private key is encrypted and no passphrase was given.',
  KEY_PASSPHRASE_WRONG: 'A private key could not be decrypted with the passphrase given.',
  KEY_PASSPHRASE_UNUSABLE: 'A passphrase for a new key is empty or longer than OpenSSL can read back.',
  KEY_NOT_PRIVATE: 'A private key is needed and a public key was given.',
  KEY_NOT_PUBLIC: 'A public key is needed and a private key was given.',

  PARAMETER_INVALID: 'A substitution parameter has a name or value that is not allowed.',
  PARAMETER_MISSING: 'The layout uses a substitution parameter that was not given.',
  PARAMETER_SYNTAX: 'A brace in the layout is neither a parameter nor doubled.',

  RECORD_NOT_FOUND: 'A path to record does not exist.',
  RECORD_UNREADABLE: 'A file or directory to record cannot be read.',
  RECORD_NOT_REGULAR: 'Something to record is a socket, a pipe or a device.',
  RECORD_SYMLINK_BROKEN: 'A symbolic link to record leads to nothing.',
  RECORD_SYMLINK_CYCLE: 'A symbolic link to record leads back to where it stands.',
  RECORD_NAME_NOT_UTF8: 'A file to record has a name that is not UTF-8.',
  RECORD_BACKSLASH: 'A file to record has a backslash in its name.',
  RECORD_NAME_TAKEN: 'Two files would be recorded under one name.',
  RECORD_PREFIX_AMBIGUOUS: 'Of two prefixes to strip, one is the start of the other.',
  RECORD_FILE_CHANGED: 'A file changed while it was being recorded.',
  RECORD_WORKER_FAILED: 'A thread that computes digests stopped.',

  COMMAND_NOT_STARTED: 'A command could not be started.',
  COMMAND_FAILED: 'A command of the pipeline failed.',
  STEP_NAME_UNSAFE: 'A step name cannot be a file name.',
  RECORDING_NOT_STARTED: 'A recording is to be stopped that was not started here with this key.',
  RECORDING_TAMPERED: 'The materials of an unfinished recording were changed.',
  USAGE: 'A command was called wrongly.',

  YAML_SYNTAX: 'A layout source is not YAML, or not one document.',
  YAML_KEY_DUPLICATE: 'A layout source has the same key twice in one mapping.',
  YAML_FEATURE: 'A layout source uses anchors, aliases or tags.',
  YAML_TOO_LARGE: 'A layout source is too large.',
  LAYOUT_SOURCE_MISSING: 'A layout source lacks something that every layout needs.',
  LAYOUT_SOURCE_UNKNOWN: 'A layout source names something that does not exist.',
  LAYOUT_SOURCE_TYPE: 'A value in a layout source has the wrong type.',
  LAYOUT_SOURCE_VALUE: 'A value in a layout source is not allowed.',
  LAYOUT_SOURCE_NAME: 'A step or inspection of a layout source has a name that is taken or cannot be a file name.',
  LAYOUT_SOURCE_EMPTY: 'A layout source has no steps.',
  LAYOUT_SOURCE_EXPIRED: 'A layout source expires in the past.',
  LAYOUT_SOURCE_KEY_SHARED: 'Two functionaries of a layout source have one key.',
  LAYOUT_SOURCE_KEYLESS: 'A functionary of a layout source is a workflow identity, which this version cannot verify.',

  FILE_UNREADABLE: 'A file cannot be read.',
  FILE_UNWRITABLE: 'A file cannot be written.',
  FILE_EXISTS: 'A file that must not be overwritten exists already.',

  INTERNAL_ERROR: 'A fault of this tool.'
} as const

/** The closed set of error codes. */
export type ErrorCode = keyof typeof ERROR_CODES
