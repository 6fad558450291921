// SPDX-License-Identifier: Apache-2.0
// Mutants that somebody could profit from. Some once survived every test; the others are of the same kinds. Each names
// the tests that are there to kill it. When you change such a line, change its entry with it.
import type { NamedMutant } from './find-named.ts'

const FETCH = ['__tests__/recording/git/fetch-commit.test.ts']
const WATCHED = ['__tests__/recording/git/watched-program.test.ts']
const SOURCE_CHECK = ['__tests__/gate/source-check.test.ts']
const CHECK_SOURCES = ['__tests__/intoto/verification/check-sources.test.ts']
const TAKE_OVER = ['__tests__/stages/take-over.test.ts']
const BESIDE_COMMIT = ['__tests__/stages/beside-commit.test.ts']
const KEYLESS_TAKE_OVER = ['__tests__/stages/take-over-keyless.test.ts']
const VERIFICATION = ['__tests__/intoto/verification/verification.test.ts']
const KEYLESS = ['__tests__/intoto/verification/keyless.test.ts']

const STEERING = [
  'LD_PRELOAD',
  'LD_*',
  'DYLD_*',
  'GLIBC_TUNABLES',
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_COMPILE_CACHE*',
  'NODE_V8_COVERAGE',
  'NODE_DEBUG*',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_SYSTEM_CA',
  'NODE_USE_ENV_PROXY',
  'OPENSSL_CONF*',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
  'SSL_CERT_FILE',
  'SSL_*',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'GITHUB_API_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_*',
  'BASH_ENV',
  'ENV',
  'BASH_FUNC_*',
  'SHELLOPTS',
  'PYTHONPATH',
  'GIT_DIR',
  'GIT_CONFIG*',
  'GIT_EXEC_PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'TMPDIR',
  'GITHUB_WORKSPACE'
]

export const NAMED: readonly NamedMutant[] = [
  {
    name: 'the end of a stage does not look at steering variables',
    file: 'src/stages/end-stage.ts',
    find: 'checkSteering(recording, environment)',
    replace: '',
    tests: ['__tests__/stages/stage.test.ts', '__tests__/stages/end-stage.test.ts']
  },
  {
    name: 'the gate trusts roots beside the layout of a pull request',
    file: 'src/gate/keyless-verifier.ts',
    find: "inputs.layoutRef !== 'head'",
    replace: 'true',
    tests: ['__tests__/gate/verify-run.test.ts', '__tests__/gate/keyless-verifier.test.ts']
  },
  {
    name: 'what was read of a Metablock counts for other bytes of its name',
    file: 'src/intoto/verification/known-links.ts',
    find: ' || known.digest !== (await this.#digest(file))',
    replace: '',
    tests: ['__tests__/intoto/verification/known-links.test.ts']
  },
  {
    name: 'a layout that nobody signed passes for a link that only lacks its signature',
    file: 'src/gate/verify-unsigned.ts',
    find: "if (before === undefined && metadata.kind !== 'link') return undefined",
    replace: '',
    tests: ['__tests__/gate/decide.test.ts']
  },
  {
    name: 'MATCH accepts an absolute remainder behind its prefix',
    file: 'src/intoto/rules/counterpart.ts',
    find: " || (source !== '' && /^\\/|\\\\/.test(name))",
    replace: '',
    tests: ['__tests__/intoto/rules/rules.test.ts']
  },
  {
    name: 'MATCH accepts a backslash behind its prefix',
    file: 'src/intoto/rules/counterpart.ts',
    find: '/^\\/|\\\\/.test(name)',
    replace: '/^\\//.test(name)',
    tests: ['__tests__/intoto/rules/rules.test.ts']
  },
  {
    name: 'advice keeps the inspections of the layout',
    file: 'src/gate/verify-unsigned.ts',
    find: 'inspections: layout.inspections.filter(isIntentsInspection)',
    replace: 'inspections: layout.inspections',
    tests: ['__tests__/gate/decide.test.ts']
  },
  {
    name: 'a directory counts as above another for a name that begins alike',
    file: 'src/recording/walk.ts',
    find: 'outer.startsWith(`${real}${sep}`)',
    replace: 'outer.startsWith(real)',
    tests: ['__tests__/recording/recording.test.ts']
  },
  ...STEERING.map((variable) => ({
    name: `${variable} may change while a step runs`,
    file: 'src/stages/steering-table.ts',
    find: `'${variable}'`,
    replace: "'OFF THE LIST'",
    tests: ['__tests__/stages/steering-variables.test.ts']
  })),
  {
    name: 'a key that was read stays in the environment that the process shows',
    file: 'src/github/runner.ts',
    find: 'wipeFromInitialEnvironment(new Set([variable]))',
    replace: '',
    tests: ['__tests__/github/initial-environment.test.ts']
  },
  {
    name: 'tokens of the runner stay in the environment that the process shows',
    file: 'src/github/run-action.ts',
    find: 'moveFromInitialEnvironment(RUNNER_TOKENS)',
    replace: '',
    tests: ['__tests__/github/initial-environment.test.ts']
  },
  {
    name: 'a repository brings its own git, by an entry of PATH that is not absolute',
    file: 'src/recording/git/find-program.ts',
    find: '.filter((directory) => isAbsolute(directory))',
    replace: '',
    tests: ['__tests__/stages/steering-variables.test.ts']
  },
  {
    name: 'another git may lie where git is found',
    file: 'src/stages/steering-programs.ts',
    find: ': sha256Digest(readFileSync(path))',
    replace: ": ''",
    tests: ['__tests__/stages/steering-variables.test.ts']
  },
  {
    name: 'a command in a file that bash reads first goes unnoticed when a stage begins',
    file: 'src/stages/begin-stage.ts',
    find: 'if (inputs.command.length > 0) warnOfCommandEnvironment(runner, environment)',
    replace: '',
    tests: ['__tests__/stages/stage.test.ts']
  },
  {
    name: 'a restored cache below an excluded path goes into a stage unseen',
    file: 'src/stages/begun-directories.ts',
    find: 'if (scratch !== undefined && !(mayCheckOut && installs.length === 0)) throw scratch',
    replace: '',
    tests: ['__tests__/stages/installed-directories.test.ts']
  },
  {
    name: 'a link in a directory that is one artifact passes for a file with the name of its target',
    file: 'src/recording/whole-directory.ts',
    find: 'const name = `link ${targetOf(path, options)}`',
    replace: 'const name = `${targetOf(path, options)}`',
    tests: ['__tests__/recording/whole-directory.test.ts']
  },
  {
    name: 'packages that a stage uses are no materials',
    file: 'src/stages/step-recording.ts',
    find: 'materials: withDirectories(artifacts, directories)',
    replace: 'materials: artifacts',
    tests: ['__tests__/stages/installed-directories.test.ts']
  },
  {
    name: 'a working job tells the digest of packages that another step installed',
    file: 'src/stages/worked-link.ts',
    find: 'const directories = dependenciesByLink(stage, taken.links)',
    replace: 'const directories = dependenciesByLink({ ...stage, dependencies: [] }, taken.links)',
    tests: ['__tests__/stages/sign-directories.test.ts']
  },
  {
    name: 'a partial clone starts a program that fetches',
    file: 'src/recording/git/run-git.ts',
    find: "GIT_ALLOW_PROTOCOL: '',",
    replace: "GIT_ALLOW_PROTOCOL: 'file',",
    tests: ['__tests__/recording/git/run-git.test.ts']
  },
  {
    name: 'a token may have other audiences beside the right one',
    file: 'src/sigstore/token-claims.ts',
    find: 'found.length === 1 && found[0] === audience',
    replace: 'found.includes(audience)',
    tests: ['__tests__/sigstore/signing.test.ts']
  },
  {
    name: 'nothing is outside of a directory',
    file: 'src/recording/place-of.ts',
    find: "if (parts[0] === '..' || isAbsolute(way)) return 'outside'",
    replace: '',
    tests: ['__tests__/recording/place-of.test.ts']
  },
  {
    name: 'the address of a run may begin with anything',
    file: 'src/intoto/verification/keyless-link.ts',
    find: '/^(https:\\/\\/[^/]+)',
    replace: '/(https:\\/\\/[^/]+)',
    tests: KEYLESS
  },
  {
    name: 'the address of a run may go on behind its attempt',
    file: 'src/intoto/verification/keyless-link.ts',
    find: 'attempts\\/(\\d+)$/',
    replace: 'attempts\\/(\\d+)/',
    tests: KEYLESS
  },
  {
    name: 'a certificate may name the repository of another server',
    file: 'src/intoto/verification/keyless-link.ts',
    find: ' || (uri !== undefined && uri !== `${server}/${repository}`)',
    replace: '',
    tests: KEYLESS
  },
  {
    name: 'a signed payload may be of any type',
    file: 'src/intoto/verification/keyless-link.ts',
    find: 'if (verified.payloadType === PAYLOAD_TYPE) return verified',
    replace: 'if (verified.payloadType !== undefined) return verified',
    tests: KEYLESS
  },
  {
    name: 'fewer files may come than were handed over, if the count fits',
    file: 'src/stages/take-over.ts',
    find: ' && artifactsDigest(artifactsOf(named)) === note.digest',
    replace: '',
    tests: TAKE_OVER
  },
  {
    name: 'fewer files may come than were handed over, if the digest fits',
    file: 'src/stages/take-over.ts',
    find: 'found.size === note.files && artifactsDigest(artifactsOf(named)) === note.digest',
    replace: 'found.size <= note.files',
    tests: TAKE_OVER
  },
  {
    name: 'a file that is taken over may have other bytes than its link says',
    file: 'src/stages/take-over.ts',
    find: 'if (digests !== expected)\n',
    replace: 'if (expected === undefined)\n',
    tests: TAKE_OVER
  },
  {
    name: 'a file that is taken over may be called one of the commit by its link alone',
    file: 'src/stages/take-over.ts',
    find: ' && isConvertedIn(directory, path, file)',
    replace: '',
    tests: BESIDE_COMMIT
  },
  {
    name: 'a symbolic link that is taken over may lead out of the workspace',
    file: 'src/stages/named-links.ts',
    find: 'if (!staysWithin(from, target))',
    replace: "if (target === '')",
    tests: BESIDE_COMMIT
  },
  {
    name: 'a checkout may differ from its commit',
    file: 'src/stages/checkout-recording.ts',
    find: 'demandClean(recorded, place.directory)\n',
    replace: '\n',
    tests: ['__tests__/stages/checkout.test.ts']
  },
  {
    name: 'a step in intents begins with scratch that nobody recorded',
    file: 'src/stages/intents/whole-recording.ts',
    find: 'if (first !== undefined) throw unrecordedScratch(step, first[1], first[0])',
    replace: 'void [first, step]',
    tests: ['__tests__/stages/intents/whole-recording.test.ts']
  },
  {
    name: 'a working job puts another layout beside what it hands over',
    file: 'src/stages/hand-over-archive.ts',
    find: 'path !== name || its !== digests',
    replace: 'path !== name',
    tests: ['__tests__/stages/intents/isolated.test.ts']
  },
  {
    name: 'a step in intents takes over from a step that it does not take',
    file: 'src/stages/intents/take-over-by-layout.ts',
    find: 'refuseNotTaken(step, takes, fetched, layout)\n',
    replace: '\n',
    tests: ['__tests__/stages/intents/take-by-layout.test.ts']
  },
  {
    name: 'a checkout may be of another commit than that of the run',
    file: 'src/stages/ended-link.ts',
    find: 'if (isOwn) checkCommit(commit, inputs, run, directory)',
    replace: '',
    tests: ['__tests__/stages/checkout.test.ts']
  },
  {
    name: 'the working job of an isolated stage may see another commit',
    file: 'src/stages/compare-beginning.ts',
    find: 'compareSources(mine, claimed)\n',
    replace: '\n',
    tests: ['__tests__/stages/link-to-sign.test.ts']
  },
  {
    name: 'what is taken over may steer git',
    file: 'src/stages/take-over.ts',
    find: 'refuseGit(found.paths())',
    replace: '',
    tests: TAKE_OVER
  },
  {
    name: 'a workflow artifact is found by its id, whatever its digest',
    file: 'src/stages/find-artifact.ts',
    find: "if (stored.digest !== digest) return { kind: 'other digest', stored }",
    replace: '',
    tests: TAKE_OVER
  },
  {
    name: 'the signing job does not compare materials',
    file: 'src/stages/compare-beginning.ts',
    find: 'compareMaterials(mine, claimed)\n',
    replace: '\n',
    tests: ['__tests__/stages/link-to-sign.test.ts']
  },
  {
    name: 'two sets of artifacts are alike when their names are',
    file: 'src/intoto/artifacts/differences.ts',
    find: 'names.filter((name) => found.has(name) && found.get(name) !== expected.get(name))',
    replace: 'names.filter(() => false)',
    tests: ['__tests__/intoto/artifacts/differences.test.ts']
  },
  {
    name: 'anybody of this run may have signed a link that is taken over',
    file: 'src/stages/trusted-link.ts',
    find: 'isExpected(trust.signers, certificate.subject) &&',
    replace: '',
    tests: KEYLESS_TAKE_OVER
  },
  {
    name: 'a link that is taken over may be of a server whose name begins alike',
    file: 'src/stages/trusted-link.ts',
    find: '?.startsWith(`${serverUrl}/`)',
    replace: '?.startsWith(serverUrl)',
    tests: KEYLESS_TAKE_OVER
  },
  {
    name: 'an issuer may go on behind the name of the one of GitHub',
    file: 'src/stages/trusted-link.ts',
    find: '/^(?:\\/[\\w-]+)?$/',
    replace: '/^/',
    tests: KEYLESS_TAKE_OVER
  },
  {
    name: 'of two JSON members of one name the last is believed',
    file: 'src/intoto/json/json-reader.ts',
    find: 'if (members.size === count) {',
    replace: 'if (members.size < count) {',
    tests: ['__tests__/intoto/json/read-json.test.ts']
  },
  {
    name: 'one key under two ids counts as two functionaries',
    file: 'src/intoto/verification/signed-links.ts',
    find: 'functionary: key.fingerprint',
    replace: 'functionary: keyId',
    tests: VERIFICATION
  },
  {
    name: 'a layout is good in the second in which it expires',
    file: 'src/intoto/verification/check-expiry.ts',
    find: 'if (expires <= now)',
    replace: 'if (expires < now)',
    tests: VERIFICATION
  },
  {
    name: 'a final product may have other bytes than were recorded',
    file: 'src/intoto/verification/check-products.ts',
    find: 'if (expected === digests) continue',
    replace: 'if (expected !== undefined) continue',
    tests: ['__tests__/intoto/verification/with-products.test.ts']
  },
  {
    name: 'an expression that gives nothing switches a control off',
    file: 'src/base/inputs.ts',
    find: 'const value = this.required(name, `${GAVE_NOTHING} ${remedy}`)',
    replace:
      "if (this.text(name) === '') return undefined\n    const value = this.required(name, `${GAVE_NOTHING} ${remedy}`)",
    tests: ['__tests__/actions/empty-inputs.test.ts']
  },
  {
    name: 'a link of an older attempt counts although its job ran again and stored none',
    file: 'src/gate/run-jobs-of-links.ts',
    find: 'if (worst !== undefined) {',
    replace: 'if (worst !== undefined && !isGood(worst)) {',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'a link of an older attempt counts although its job failed since',
    file: 'src/gate/run-jobs-of-links.ts',
    find: 'if (worst !== undefined) {',
    replace: 'if (worst !== undefined && isGood(worst)) {',
    tests: ['__tests__/gate/verify-run.test.ts']
  },
  {
    name: 'a link counts although its job failed after it was stored',
    file: 'src/gate/run-jobs-of-links.ts',
    find: "this.#isWell(one) ? { kind: 'counts', jobs: [one] } : { kind: 'failed', job: one }",
    replace: "({ kind: 'counts', jobs: [one] })",
    tests: ['__tests__/gate/run-jobs-of-links.test.ts']
  },
  {
    name: 'names that change with the attempt hide that a job ran again',
    file: 'src/gate/run-jobs-of-links.ts',
    find: 'if (suspect !== undefined) return',
    replace: 'if (false) return',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'a link that nobody answers for is only told of',
    file: 'src/intoto/verification/unknown-links.ts',
    find: 'return request.complete.has(step) && !isOther(step, request)',
    replace: 'return false',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'a link that verification does not look at tells executions of a job apart',
    file: 'src/gate/run-jobs-of-links.ts',
    find: 'facts.otherSteps.some((other) => other.matches(link.name.step, UNBOUNDED))',
    replace: 'false',
    tests: ['__tests__/gate/run-jobs-of-links.test.ts']
  },
  {
    name: 'two jobs may name the id of one',
    file: 'src/gate/uploading-ids.ts',
    find: 'one: { checkRunId } }) => checkRunId)',
    replace: 'one: { name, checkRunId } }) => `${name.job} ${checkRunId}`)',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'nobody looks at what a large Metablock link names',
    file: 'src/intoto/verification/signed-links.ts',
    find: 'metadata.payloadBytes ?? metadata.payloadPart',
    replace: 'metadata.payloadBytes',
    tests: ['__tests__/gate/collect-run-links.test.ts']
  },
  {
    name: 'the job that worked for a link is not asked about',
    file: 'src/gate/run-jobs-of-links.ts',
    find: 'if (recorded === undefined) return [stored]',
    replace: 'if (recorded !== undefined) return [stored]',
    tests: ['__tests__/gate/run-jobs-of-links.test.ts']
  },
  {
    name: 'a job stores links in the name of another one',
    file: 'src/gate/run-jobs.ts',
    find: 'failures: checkUploaders(stored, uploaders)',
    replace: 'failures: []',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'products that were taken over by a link that does not count pass',
    file: 'src/gate/run-jobs.ts',
    find: '...checkTakenOver(counted, links)',
    replace: '...[]',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'a skipped job excuses the new name of another one although it is skipped again',
    file: 'src/gate/run-jobs-names.ts',
    find: 'this.#of(before, skipped).skipped > this.#of(attempt, skipped).skipped',
    replace: 'this.#of(before, skipped).skipped > 0',
    tests: ['__tests__/gate/run-jobs-names.test.ts']
  },
  {
    name: 'other-steps excuses the jobs of steps of the layout',
    file: 'src/gate/steps-that-count.ts',
    find: 'steps.has(step) || ',
    replace: '',
    tests: ['__tests__/gate/stages-after-the-gate.test.ts']
  },
  {
    name: 'a link names another kind of runner than that of its job',
    file: 'src/gate/run-jobs.ts',
    find: '...checkRunners(counted, jobs.jobs)',
    replace: '...[]',
    tests: ['__tests__/gate/ask-run-jobs.test.ts']
  },
  {
    name: 'a link without an id hides that one job stored the links of two',
    file: 'src/gate/uploading-ids.ts',
    find: 'stored.filter((one) => factOf(one) !== undefined)',
    replace: 'stored.filter((one) => factOf(one) !== undefined || one === stored[0])',
    tests: ['__tests__/gate/uploading-ids.test.ts']
  },
  {
    name: 'products are taken over although the step handed over again since',
    file: 'src/stages/handed-over-artifact.ts',
    find: 'return of.attempt > name.attempt && of.attempt <= attempt',
    replace: 'return false',
    tests: ['__tests__/gate/run-jobs.test.ts']
  },
  {
    name: 'a list of jobs that may not be read is taken for one that is not there',
    file: 'src/github/run-jobs.ts',
    find: "if (error instanceof GateError && error.code === 'GITHUB_NOT_FOUND') return false",
    replace: 'if (error instanceof GateError) return false',
    tests: ['__tests__/github/run-jobs.test.ts']
  },
  {
    name: 'files that are missing hide why a build failed',
    file: 'src/gate/build-report.ts',
    find: 'failures: findings.failures',
    replace: 'failures: []',
    tests: ['__tests__/gate/known-reasons.test.ts']
  },
  {
    name: 'a certificate may have an extension twice',
    file: 'src/sigstore/certificate.ts',
    find: 'if (found.has(oid)) throw',
    replace: 'if (found.size < 0) throw',
    tests: ['__tests__/sigstore/certificate.test.ts']
  },
  {
    name: 'products are fetched from wherever the service says',
    file: 'src/github/signed-artifact-url.ts',
    find: "(url.protocol === 'https:' || url.origin === origin)",
    replace: 'origin !== undefined',
    tests: ['__tests__/github/signed-artifact-url.test.ts']
  },
  {
    name: 'the beginning of a step has the type of a link',
    file: 'src/intoto/envelope/payload-type.ts',
    find: "'application/vnd.in-toto-actions.begun+json'",
    replace: "'application/vnd.in-toto+json'",
    tests: ['__tests__/intoto/link/begun.test.ts', '__tests__/stages/unfinished-link.test.ts']
  },
  {
    name: 'an earlier beginning of a step passes for the one that is demanded',
    file: 'src/stages/unfinished-link.ts',
    find: 'begun.value !== wanted',
    replace: 'false',
    tests: ['__tests__/stages/unfinished-link.test.ts']
  },
  {
    name: 'a command that is named and whose outcome is not told is signed',
    file: 'src/stages/check-end.ts',
    find: '(isNamed || outcomes.length > 0)',
    replace: 'outcomes.length > 0',
    tests: ['__tests__/stages/check-end.test.ts', '__tests__/stages/stage.test.ts']
  },
  {
    name: 'a link verifies that names a command and does not say whether it succeeded',
    file: 'src/intoto/verification/check-link.ts',
    find: 'command.length === 0',
    replace: 'true',
    tests: VERIFICATION
  },
  {
    name: 'match-products does not hold the link to anything',
    file: 'src/cli/commands/match-products.ts',
    find: 'checkLink(link, step, escapeUntrusted(source))',
    replace: '[]',
    tests: ['__tests__/cli/commands.test.ts']
  },
  {
    name: 'a pipe or a device is read in the place of a file',
    file: 'src/files/read-file.ts',
    find: 'if (stats.isFile()) return',
    replace: 'if (!stats.isDirectory()) return',
    tests: ['__tests__/files/read-file.test.ts']
  },
  {
    name: 'a symbolic link is followed where a command may have put one',
    file: 'src/files/read-file.ts',
    find: 'stats?.isFile() === false',
    replace: 'stats?.isDirectory() === true',
    tests: ['__tests__/files/read-file.test.ts']
  },
  {
    name: 'git may follow a redirection when it fetches the commit',
    file: 'src/recording/git/fetch-commit.ts',
    find: "'http.followRedirects=false'",
    replace: "'http.followRedirects=true'",
    tests: FETCH
  },
  {
    name: 'git may send the token by http to another machine',
    file: 'src/recording/git/fetch-commit.ts',
    find: " && !(url.protocol === 'http:' && isLoopback)",
    replace: " && url.protocol !== 'http:'",
    tests: FETCH
  },
  {
    name: 'git may believe every server that it fetches from',
    file: 'src/recording/git/fetch-commit.ts',
    find: "'http.sslVerify=true'",
    replace: "'http.sslVerify=false'",
    tests: FETCH
  },
  {
    name: 'what a server says back may hold the token',
    file: 'src/recording/git/fetch-commit.ts',
    find: 'const said = withoutSecrets(end.said, request)',
    replace: 'const said = end.said',
    tests: FETCH
  },
  {
    name: 'whoever leaves the word checkout away may record other files than the commit has',
    file: 'src/intoto/verification/claimed-source.ts',
    find: '(materials.size === 0 && readTookOver(environment).length === 0)',
    replace: 'false',
    tests: CHECK_SOURCES
  },
  {
    name: 'a checkout hands its files over without the layout',
    file: 'src/stages/ended-link.ts',
    find: 'const travels = found?.intents === undefined ? undefined : found.text',
    replace: 'const travels = undefined',
    tests: ['__tests__/stages/intents/gate-agrees.test.ts']
  },
  {
    name: 'a layout that does not know a step takes its lines of scratch away',
    file: 'src/stages/intents/begun-layout.ts',
    find: 'if (plan !== undefined) return { plan, from: found.from }',
    replace: 'return plan && { plan, from: found.from }',
    tests: ['__tests__/stages/intents/whole-recording.test.ts']
  },
  {
    name: 'the copy of the layout gets lost behind a step that it does not have in intents',
    file: 'src/stages/begin-stage.ts',
    find: 'found: layout?.intents === undefined ? undefined : layout,',
    replace: 'found: plan?.takes === undefined ? undefined : layout,',
    tests: ['__tests__/stages/intents/take-by-layout.test.ts']
  },
  {
    name: 'source may be demanded of a chain without a checkout',
    file: 'src/intoto/verification/check-sources.ts',
    find: 'if (sources.some(({ checkout, takesSource }) => checkout || takesSource)) return []',
    replace: 'if (sources.length >= 0) return []',
    tests: CHECK_SOURCES
  },
  {
    name: 'the own repository may pass for another one',
    file: 'src/intoto/verification/claimed-source.ts',
    find: 'comparable(named) === comparable(own) ? undefined : named',
    replace: 'named',
    tests: CHECK_SOURCES
  },
  {
    name: 'a checkout may lack files of the commit',
    file: 'src/intoto/verification/recorded-files.ts',
    find: 'const mayLack = leftOut > 0 || only !== undefined',
    replace: 'const mayLack = only !== null',
    tests: CHECK_SOURCES
  },
  {
    name: 'any file may be one that nobody can compare',
    file: 'src/intoto/verification/recorded-files.ts',
    find: 'const known = ownBytes.filter((name) => !excused.has(name))',
    replace: 'const known = ownBytes.filter(() => false)',
    tests: CHECK_SOURCES
  },
  {
    name: 'a part of the commit may be claimed where source is demanded',
    file: 'src/intoto/verification/check-sources.ts',
    find: "return demands.claims !== 'demanded' ||",
    replace: "return demands.claims !== 'optional' ||",
    tests: CHECK_SOURCES
  },
  {
    name: 'something else than a commit may be fetched for one',
    file: 'src/recording/git/fetch-commit.ts',
    find: "if (printed !== 'commit')",
    replace: "if (printed === '')",
    tests: FETCH
  },
  {
    name: 'a commit may take more bytes than the bound',
    file: 'src/recording/git/watched-program.ts',
    find: "if (stopped === undefined && wholeBytesIn(directory) > bounds.bytes) stopped = 'large'",
    replace: '',
    tests: WATCHED
  },
  {
    name: 'a commit that cannot be fetched may pass unseen',
    file: 'src/gate/source-check.ts',
    find: "if ('beyond' in error.reason) {",
    replace: 'if (error.reason !== undefined) {',
    tests: SOURCE_CHECK
  },
  {
    name: 'nobody may be told of a commit beyond the bounds',
    file: 'src/gate/source-check.ts',
    find: 'say(`The source claims were not checked against the repository: ${lowerFirst(error.reason.beyond)}`)\n',
    replace: '\n',
    tests: SOURCE_CHECK
  },
  {
    name: 'a run without a word about its source may pass',
    file: 'src/gate/source-check.ts',
    find: 'claims: CLAIMS[inputs.source]',
    replace: "claims: 'optional'",
    tests: SOURCE_CHECK
  },
  {
    name: 'the gate may fetch nothing unasked',
    file: 'src/gate/source-check.ts',
    find: "if (inputs.sourceCheck === 'none') return expected",
    replace: 'return expected',
    tests: SOURCE_CHECK
  },
  {
    name: 'the source may be of any commit',
    file: 'src/gate/source-commit.ts',
    find: "if (choice === 'run') return ofRun",
    replace: "if (choice === 'run') return undefined",
    tests: SOURCE_CHECK
  },
  {
    name: 'a commit that the caller gives may be of no repository where nothing is fetched',
    file: 'src/gate/demand-commit.ts',
    find: "sourceCheck === 'none' && ",
    replace: "sourceCheck === 'none' && false && ",
    tests: SOURCE_CHECK
  },
  {
    name: 'a run of any workflow may be named by its id',
    file: 'src/gate/run-origin.ts',
    find: 'if (!isPathOf(origin.workflow, state))',
    replace: "if (from.path === '')",
    tests: ['__tests__/gate/run-origin.test.ts']
  },
  {
    name: 'a run of a fork may be named by its id',
    file: 'src/gate/run-origin.ts',
    find: 'if (!from.isOwn)',
    replace: 'if (from.repository === undefined)',
    tests: ['__tests__/gate/run-origin.test.ts']
  },
  {
    name: 'a tag that is called like a branch counts as the branch',
    file: 'src/gate/links-of-run.ts',
    find: '...(isOfBranch ? { ref: originRef(origin, run) } : {})',
    replace: '',
    tests: ['__tests__/gate/run-origin.test.ts']
  },
  {
    name: 'a change may bring any layout',
    file: 'src/gate/own-layout.ts',
    find: "failures: inputs.ownLayout === 'told' ? [] : failures",
    replace: 'failures: []',
    tests: ['__tests__/gate/own-layout.test.ts']
  },
  {
    name: 'a change may bring any layout where the workflow names the own repository',
    file: 'src/gate/own-layout.ts',
    find: 'if (!isOwn(layout.source, head))',
    replace: "if (inputs.layoutRef !== 'base')",
    tests: ['__tests__/gate/own-layout.test.ts']
  },
  {
    name: 'any trusted root vouches for runs on github.com',
    file: 'src/intoto/keys/vouching-root.ts',
    find: '(isOfGitHub(issuer) ? ROOTS_OF_GITHUB : undefined)',
    replace: 'undefined',
    tests: ['__tests__/intoto/keys/vouching-root.test.ts']
  },
  {
    name: 'a file with one known authority is called like the root that has it',
    file: 'src/sigstore/root-name.ts',
    find: 'return authorities(root).every(',
    replace: 'return authorities(root).some(',
    tests: ['__tests__/sigstore/roots-of-input.test.ts']
  },
  {
    name: 'a pattern may cross every slash on its way to the ref',
    file: 'src/intoto/keys/identity-pattern.ts',
    find: "(end < 0 ? pattern : pattern.slice(0, end)).includes('**')",
    replace: "end < 0 && pattern.includes('**')",
    tests: KEYLESS
  },
  {
    name: 'a link that is silent about its runner ran on any',
    file: 'src/intoto/verification/check-runner.ts',
    find: 'if (runner === undefined) return [',
    replace: "if (runner === '') return [",
    tests: KEYLESS
  },
  {
    name: 'a fork is advised without the check of intents',
    file: 'src/gate/verify-unsigned.ts',
    find: 'inspections: layout.inspections.filter(isIntentsInspection)',
    replace: 'inspections: []',
    tests: ['__tests__/gate/intents.test.ts']
  },
  {
    name: 'links of a step may differ where one is enough for the check of intents',
    file: 'src/intoto/verification/accept-steps.ts',
    find: 'context.intents?.steps.has(step.name) === true',
    replace: 'false',
    tests: ['__tests__/intoto/verification/intents.test.ts']
  },
  {
    name: 'patterns of a layout in the place of a link cost the check of intents nothing',
    file: 'src/intoto/verification/judge-intents.ts',
    find: 'work.spend(workOfIntents(intents, evidence))',
    replace: 'work.spend(0)',
    tests: ['__tests__/intoto/verification/intents.test.ts']
  },
  {
    name: 'all products of the last step are final after the check of intents',
    file: 'src/intoto/verification/verify-supply-chain.ts',
    find: 'position.depth === 0 ? judged?.final : undefined',
    replace: 'undefined',
    tests: ['__tests__/intoto/verification/intents.test.ts']
  },
  {
    name: 'the program of the check of intents speaks for any layout that verifies',
    file: 'src/cli/commands/check.ts',
    find: 'held ? undefined : otherLayout(layoutPath)',
    replace: 'undefined',
    tests: ['__tests__/cli/check.test.ts']
  },
  {
    name: 'the input commit outweighs the layout in the check of intents',
    file: 'src/gate/source-commit.ts',
    find: "if (input === 'run') return input",
    replace: "if (input !== '') return input",
    tests: ['__tests__/gate/intents.test.ts']
  },
  {
    name: 'whoever is allowed to run inspections runs the check of intents as a program',
    file: 'src/intoto/verification/run-inspections.ts',
    find: 'filter((inspection) => !isIntentsInspection(inspection))',
    replace: 'filter((inspection) => !isIntentsInspection(inspection) || runner !== undefined)',
    tests: ['__tests__/intoto/verification/intents.test.ts']
  }
]
