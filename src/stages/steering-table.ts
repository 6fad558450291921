// SPDX-License-Identifier: Apache-2.0
// Every variable that can steer begin, end and what runs between them, by what it steers. A command can set variables
// for all that comes after it, through GITHUB_ENV and GITHUB_PATH; so the end of a step compares with its beginning. The
// page docs/steering.md is made from this table.

/** What a variable steers. */
export type Steers = 'code' | 'command' | 'git' | 'services' | 'places' | 'run'

export interface SteeringEntry {
  /** Names in capitals; one that ends in `*` stands for all that begin so. */
  readonly names: readonly string[]
  readonly steers: Steers
  /** What a value can do, as the rest of a sentence that begins with the name. */
  readonly reason: string
  /** A short word that others use in small letters for themselves: only this spelling counts, but for Windows. */
  readonly exact?: true
  /** Worth a warning when it is set before a step begins: it changes what the command that is recorded does. */
  readonly toldAtBegin?: true
  /** Worth a warning where nothing can be compared, since it makes an action load code or believe others. */
  readonly toldAlone?: true
  /** What of the value decides, where not all of it does. */
  readonly by?: 'claims'
}

/** A variable that an earlier step can change and that our actions read, or that looks as if it steered them. */
export interface PassingEntry {
  readonly names: readonly string[]
  readonly exact?: true
  readonly reason: string
}

const code = (names: readonly string[], reason: string): SteeringEntry => ({ names, steers: 'code', reason })
const alone = (names: readonly string[], reason: string): SteeringEntry => ({ ...code(names, reason), toldAlone: true })
const command = (names: readonly string[], reason: string): SteeringEntry => ({
  names,
  steers: 'command',
  reason,
  toldAtBegin: true
})
const git = (names: readonly string[], reason: string): SteeringEntry => ({ names, steers: 'git', reason })
const services = (names: readonly string[], reason: string): SteeringEntry => ({ names, steers: 'services', reason })
const believed = (names: readonly string[], reason: string): SteeringEntry => ({
  ...services(names, reason),
  toldAlone: true
})
const run = (names: readonly string[], reason: string): SteeringEntry => ({ names, steers: 'run', reason })
const places = (names: readonly string[], reason: string): SteeringEntry => ({
  names,
  steers: 'places',
  reason,
  exact: true
})

export const STEERING: readonly SteeringEntry[] = [
  {
    ...alone(
      ['LD_PRELOAD', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES'],
      'names libraries that are loaded into every program first'
    ),
    toldAtBegin: true
  },
  alone(['LD_*', 'DYLD_*'], 'decides which libraries the system loads into Node, and how'),
  code(['GLIBC_TUNABLES', 'MALLOC_*'], 'changes how the C library of Node works'),
  code(
    ['GCONV_PATH', 'LOCPATH', 'NLSPATH', 'ICU_DATA', 'NODE_ICU_DATA'],
    'names data and modules of the C library and ICU'
  ),
  alone(['NODE_OPTIONS'], 'gives Node options, such as code to load first'),
  alone(['NODE_PATH', 'NODE_PRESERVE_SYMLINKS*'], 'decides which modules Node finds'),
  code(
    ['NODE_COMPILE_CACHE*', 'NODE_DISABLE_COMPILE_CACHE'],
    'names a cache of compiled code, which Node runs in place of the files'
  ),
  code(
    ['NODE_V8_COVERAGE', 'NODE_REDIRECT_WARNINGS', 'NODE_REPL_*'],
    'makes Node write files, or load a module, in a place that it names'
  ),
  code(['NODE_DEBUG*'], 'makes Node print what it sends, tokens included'),
  code(
    [
      'NODE_CHANNEL_*',
      'NODE_UNIQUE_ID',
      'NODE_CLUSTER_*',
      'NODE_TEST_CONTEXT',
      'NODE_INSPECT_*',
      'NODE_PENDING_*',
      'NODE_SKIP_PLATFORM_CHECK',
      'NODE_NO_WARNINGS',
      'WATCH_REPORT_DEPENDENCIES',
      'UV_THREADPOOL_SIZE',
      'UV_USE_IO_URING'
    ],
    'changes how Node runs, or whom it obeys'
  ),
  code(
    [
      'GRACEFUL_FS_PLATFORM',
      'JEST_WORKER_ID',
      'READABLE_STREAM',
      'TEST_GRACEFUL_FS_GLOBAL_PATCH',
      'UNDICI_NO_FG',
      '__MINIMATCH_TESTING_PLATFORM__'
    ],
    'changes how libraries of these actions work'
  ),
  code(
    ['AZURE_LOG_LEVEL', 'LOG_STREAM', 'LOG_TOKENS', 'TYPESPEC_RUNTIME_LOG_LEVEL'],
    'makes libraries print what they read and send'
  ),
  alone(['OPENSSL_CONF*', 'OPENSSL_MODULES', 'OPENSSL_ENGINES'], 'makes OpenSSL load a configuration or a module'),
  code(['OPENSSL_MALLOC_*', 'OPENSSL_TRACE', 'OPENSSL_IA32CAP', 'OPENSSL_ARMCAP'], 'changes how OpenSSL works'),
  believed(
    ['NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
    'decides which servers are believed'
  ),
  services(['NODE_USE_SYSTEM_CA', 'SSL_*'], 'decides which servers are believed'),
  services(['SSLKEYLOGFILE'], 'names a file for the keys of connections'),
  believed(['NODE_USE_ENV_PROXY'], 'makes Node use the proxies of the environment'),
  services(['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'], 'decides through whom requests go'),
  services(['HOSTALIASES', 'LOCALDOMAIN', 'RES_OPTIONS', 'RESOLV_*'], 'changes which server a name stands for'),
  services(['GITHUB_API_URL', 'GITHUB_SERVER_URL', 'GITHUB_GRAPHQL_URL'], 'says where GitHub is'),
  {
    ...services(['ACTIONS_RUNTIME_TOKEN'], 'decides to which run workflow artifacts belong; only its times may differ'),
    by: 'claims'
  },
  services(
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    'decides where an identity token is requested, and as whom'
  ),
  services(['ACTIONS_*'], 'says where the services of the run are, and how they are used'),
  services(['SIGSTORE_ID_TOKEN', 'BUILDKITE', 'BUILDKITE_AGENT_*'], 'names an identity that libraries would take'),

  command(['BASH_ENV'], 'names a file that bash runs before the command'),
  { ...command(['ENV'], 'names a file that sh runs before the command'), exact: true },
  command(['BASH_FUNC_*'], 'is a function that bash calls in place of a program'),
  command(
    ['SHELLOPTS', 'BASHOPTS', 'POSIXLY_CORRECT', 'BASH_COMPAT'],
    'sets options of the shell that runs the command'
  ),
  { ...command(['PS4', 'CDPATH'], 'is evaluated by the shell that runs the command'), exact: true },
  command(['PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONUSERBASE'], 'decides which modules Python loads'),
  command(['PERL5LIB', 'PERL5OPT', 'PERL5DB', 'RUBYLIB', 'RUBYOPT'], 'makes an interpreter load code'),

  git(
    [
      'GIT_DIR',
      'GIT_COMMON_DIR',
      'GIT_WORK_TREE',
      'GIT_IMPLICIT_WORK_TREE',
      'GIT_INDEX_FILE',
      'GIT_OBJECT_DIRECTORY',
      'GIT_ALTERNATE_OBJECT_DIRECTORIES',
      'GIT_NAMESPACE',
      'GIT_PREFIX',
      'GIT_CEILING_DIRECTORIES',
      'GIT_DISCOVERY_ACROSS_FILESYSTEM',
      'GIT_INTERNAL_*',
      'GIT_QUARANTINE_PATH'
    ],
    'decides which repository git reads'
  ),
  git(
    [
      'GIT_REPLACE_REF_BASE',
      'GIT_NO_REPLACE_OBJECTS',
      'GIT_GRAFT_FILE',
      'GIT_SHALLOW_FILE',
      'GIT_REF_PARANOIA',
      'GIT_DEFAULT_HASH',
      'GIT_DEFAULT_REF_FORMAT'
    ],
    'decides what git takes for the content of a commit'
  ),
  git(['GIT_CONFIG*', 'GIT_ATTR_*'], 'is configuration of git, which may name programs'),
  git(['GIT_EXEC_PATH', 'GIT_TEMPLATE_DIR', 'GIT_TEXTDOMAINDIR'], 'decides where git finds programs and hooks'),
  git(
    [
      'GIT_EXTERNAL_DIFF',
      'GIT_SSH',
      'GIT_SSH_*',
      'GIT_PROXY_COMMAND',
      'GIT_ASKPASS',
      'SSH_ASKPASS',
      'GIT_EXT_SERVICE*'
    ],
    'names a program that git runs'
  ),
  git(
    ['GIT_ALLOW_PROTOCOL', 'GIT_PROTOCOL*', 'GIT_NO_LAZY_FETCH', 'GIT_SSL_*', 'GIT_HTTP_*', 'GIT_CURL_*'],
    'decides from where git fetches, and whom it believes'
  ),
  git(
    [
      'GIT_LITERAL_PATHSPECS',
      'GIT_GLOB_PATHSPECS',
      'GIT_NOGLOB_PATHSPECS',
      'GIT_ICASE_PATHSPECS',
      'GIT_FORCE_UNTRACKED_CACHE',
      'GIT_TEST_*'
    ],
    'changes which files git lists'
  ),
  git(['GIT_TRACE*', 'GIT_REDIRECT_*'], 'makes git write to files or print more than its answer'),

  places(['HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH'], 'decides which configuration of a user is read'),
  places(
    ['XDG_CONFIG_HOME', 'XDG_CONFIG_DIRS', 'APPDATA', 'PROGRAMDATA'],
    'decides which configuration of a user or a system is read'
  ),
  places(['TMPDIR', 'TMP', 'TEMP'], 'decides where temporary files are written and read'),
  places(['GITHUB_WORKSPACE', 'RUNNER_WORKSPACE'], 'decides which files are recorded'),
  {
    names: ['SYSTEMROOT', 'WINDIR', 'COMSPEC', 'PATHEXT'],
    steers: 'places',
    reason: 'decides which programs Windows finds'
  },

  run(
    [
      'GITHUB_ACTOR',
      'GITHUB_ACTOR_ID',
      'GITHUB_EVENT_NAME',
      'GITHUB_JOB',
      'GITHUB_REF',
      'GITHUB_REPOSITORY',
      'GITHUB_REPOSITORY_ID',
      'GITHUB_RUN_ATTEMPT',
      'GITHUB_RUN_ID',
      'GITHUB_SHA',
      'GITHUB_WORKFLOW_REF',
      'RUNNER_ENVIRONMENT',
      'RUNNER_NAME'
    ],
    'is a fact of the run, which the link tells'
  )
]

/** Programs that PATH decides, and what they do for us. */
export const FOUND_PROGRAMS: Readonly<Record<string, string>> = {
  git: 'tells end which files are checked out',
  bash: 'runs the command of a step'
}

export const PASSING: readonly PassingEntry[] = [
  {
    names: ['PATH'],
    reason: `is compared by what it decides: which ${Object.keys(FOUND_PROGRAMS).join(' and which ')} is found, and their content`
  },
  { names: ['NODE_ENV', 'NODE_AUTH_TOKEN'], reason: 'is for programs that Node runs; our actions do not look at it' },
  {
    names: ['GIT_AUTHOR_*', 'GIT_COMMITTER_*', 'GIT_EDITOR', 'GIT_PAGER', 'GIT_TERMINAL_PROMPT'],
    reason: 'is for commits and people; our calls of git make no commit and are given none of it'
  },
  {
    names: [
      'GITHUB_ENV',
      'GITHUB_EVENT_PATH',
      'GITHUB_OUTPUT',
      'GITHUB_PATH',
      'GITHUB_STATE',
      'GITHUB_STEP_SUMMARY',
      'INPUT_*',
      'RUNNER_TEMP',
      'STATE_*'
    ],
    reason: 'is set anew by the runner for every action, whatever a step says, and may differ from one to the next'
  },
  {
    names: ['GITHUB_ACTION', 'GITHUB_RETENTION_DAYS', 'GITHUB_RUN_NUMBER', 'GITHUB_WORKFLOW'],
    reason: 'is set anew by the runner for every action; a link does not tell it'
  },
  {
    names: ['DEBUG', 'RUNNER_DEBUG', 'IN_TOTO_DEBUG'],
    exact: true,
    reason: 'makes programs print more; keys and tokens stay masked, and nothing of it is signed or sent'
  },
  {
    names: [
      'CI',
      'CI_NAME',
      'COLORTERM',
      'FORCE_COLOR',
      'GITHUB_ACTIONS',
      'NO_COLOR',
      'TEAMCITY_VERSION',
      'TERM',
      'TERM_PROGRAM',
      'TERM_PROGRAM_VERSION'
    ],
    reason: 'decides about colours in the log, and nothing else'
  },
  {
    names: ['IN_TOTO_KEY_PASSPHRASE', 'LOCALAPPDATA', 'XDG_CACHE_HOME'],
    reason: 'is read by the command line alone, and by no action'
  },
  {
    names: ['LANG', 'LANGUAGE', 'LC_*', 'TZ'],
    reason: 'decides about words and times in messages; what is signed is sorted and written without it'
  }
]
