// SPDX-License-Identifier: Apache-2.0
// dist/ is what users run: ESM, not minified, chunk names without hashes, so that a change can be read and a rebuild
// compared byte for byte. OUT_DIR lets the check build elsewhere.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'
import { onlyStoring } from './.github/scripts/bundle/only-storing.mjs'

const dir = process.env.OUT_DIR ?? 'dist'
rmSync(dir, { recursive: true, force: true })

/** The licences of what is bundled, in one file. A package without a licence text must at least name a licence. */
const licences = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const packages = new Set()
    for (const chunk of Object.values(bundle)) {
      for (const module of chunk.moduleIds ?? []) {
        const [root] = /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module.replace(/^\0/, '')) ?? []
        if (root !== undefined) packages.add(root.replaceAll('\\', '/'))
      }
    }
    const texts = [...packages].map((root) => {
      const { name, version, license } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
      const file = readdirSync(root).find((entry) => /^licen[cs]e(\.(md|txt)|-MIT)?$/i.test(entry))
      if (file === undefined && typeof license !== 'string') throw new Error(`${name} names no licence`)
      const text =
        file === undefined ? 'The package holds no licence text.' : readFileSync(`${root}/${file}`, 'utf8').trim()
      return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n')}\n`
    })
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: [...new Set(texts)].sort().join('\n----\n\n') })
  }
}

/**
 * Importing Node's http makes it look at all that it exports, and some of that is loaded only when looked at: WebSocket
 * and a whole second http library below it.
 */
const plainHttp = {
  name: 'plain-http',
  resolveId: (source) => (/^(?:node:)?http$/.test(source) ? '\0plain-http' : null),
  load(id) {
    if (id !== '\0plain-http') return null
    const names = ['Agent', 'ClientRequest', 'IncomingMessage', 'METHODS', 'OutgoingMessage', 'STATUS_CODES', 'Server']
    names.push('ServerResponse', 'createServer', 'get', 'globalAgent', 'maxHeaderSize', 'request')
    names.push('validateHeaderName', 'validateHeaderValue')
    return `const http = process.getBuiltinModule('node:http')
export const { ${names.join(', ')} } = http
export default http`
  }
}

/**
 * The same of what nearly everything imports: beside these modules themselves it loads streams, promises of files, WebCrypto
 * and more, 5 ms of the start of an action.
 */
const PLAIN = ['fs', 'crypto', 'util']
const plainModules = {
  name: 'plain-modules',
  renderChunk(code) {
    const from = new RegExp(
      `^import (?:\\{([^}]*)\\}|(?:\\* as )?([\\w$]+)) from "((?:node:)?(?:${PLAIN.join('|')}))";$`,
      'gm'
    )
    return code.replace(from, (_all, names, whole, module) => {
      const taken = whole ?? `{${names.replaceAll(/ as /g, ': ')}}`
      return `const ${taken} = process.getBuiltinModule("${module}");`
    })
  }
}

/**
 * Node reads a file that is ASCII alone as it lies there. One `…` makes it decode the file, and V8 look through two bytes for
 * each character: 3 ms of the start of an action. Nothing that is bundled asks a literal how it was spelled.
 */
const ascii = {
  name: 'ascii',
  // Whatever comes before this prints characters again.
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
        )
  }
}

/**
 * GitHub's client and its tunnel, and the client of the storage, load TLS where they are loaded; these load it when a
 * server is asked by https. That moves 15 ms behind what is done before, and spares whoever asks nobody, or this machine
 * alone.
 */
const lazyTls = {
  name: 'lazy-tls',
  resolveId: (source, importer = '') =>
    /^(?:node:)?(?:https|tls)$/.test(source) &&
    /node_modules[\\/](?:@actions[\\/]http-client|tunnel|@typespec|agent-base|https?-proxy-agent)[\\/]/.test(importer)
      ? `\0lazy-${source.replace('node:', '')}`
      : null,
  load(id) {
    const [, module] = /^\0lazy-(https|tls)$/.exec(id) ?? []
    if (module === undefined) return null
    const names = module === 'tls' ? ['connect'] : ['Agent', 'get', 'globalAgent', 'request']
    const getters = names.map((name) => `get ${name}() { return process.getBuiltinModule('node:${module}').${name} }`)
    return { code: `module.exports = { ${getters.join(', ')} }`, moduleType: 'js' }
  }
}

/** Requests are sent by their routes alone. A method for each of GitHub's routes, and pages, are 90 kB that nobody calls. */
const noMethods = {
  name: 'no-methods',
  resolveId: (source) =>
    /^@octokit\/plugin-(?:rest-endpoint-methods|paginate-rest)$/.test(source) ? '\0no-methods' : null,
  load: (id) =>
    id === '\0no-methods'
      ? 'const none = () => ({})\nexport { none as restEndpointMethods, none as legacyRestEndpointMethods, none as paginateRest }'
      : null
}

/** GitHub's libraries get our stand-in for undici; the stand-in itself gets undici. */
const lazyUndici = {
  name: 'lazy-undici',
  resolveId(source, importer) {
    const standIn = fileURLToPath(new URL('src/github/lazy-undici.ts', import.meta.url))
    return source === 'undici' && importer !== standIn ? standIn : null
  }
}

/** `@sigstore/verify` for a module of that package, `github/rest` for one of ours. */
function nameOf(module) {
  const path = module.replaceAll('\\', '/').replace(/^\0/, '')
  const [, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? []
  if (name !== undefined) return { group: name, name: `npm-${name.replace(/^@/, '').replace('/', '-')}` }
  const [, room, file] = /\/src\/([^/]+)\/(?:.*\/)?([^/]+)\.[a-z]+$/.exec(path) ?? []
  if (room !== undefined) return { group: room, name: `${room}-${file}`, ours: true }
  return { group: 'build', name: path.replace(/\.[a-z]+$/, '').replaceAll('/', '-') }
}

const isOf = (room) => {
  const directory = new RegExp(`/src/${room}/`)
  return (module) => directory.test(module.replaceAll('\\', '/'))
}
const [isOurs, isIntoto, isCommandLine] = [isOf('[^/]+'), isOf('intoto'), isOf('cli')]
const isEntry = (module) => isOf('actions')(module) || /(?:main|-worker|node-ports)\.ts$/.test(module)

/** Our modules that are loaded with an entry, whatever it does then. */
const loaded = new Map()
function loadedWith(entry, context) {
  const known = loaded.get(entry)
  if (known !== undefined) return known
  const found = new Set([fileURLToPath(new URL(`src/${entry}.ts`, import.meta.url))])
  for (const module of found)
    if (isOurs(module)) for (const next of context.getModuleInfo(module)?.importedIds ?? []) found.add(next)
  loaded.set(entry, found)
  return found
}

/**
 * Every file costs half a millisecond to find and open, and a megabyte of code ten to look through. So what stands in one
 * chunk is what the same actions load, and nobody loads what only the others need: `begin` reads 11 files of 0.7 MB
 * instead of 36 of 1.0 MB, and the command line starts with 7 of 55 kB instead of 13 of 0.65 MB.
 */
function loadedTogether(module, context) {
  if (/node_modules[\\/]@noble[\\/]/.test(module)) return 'intoto'
  if (/node_modules[\\/]@actions[\\/](?:core|exec|io)[\\/]/.test(module)) return 'every-action'
  if (!isOurs(module) || isEntry(module)) return null
  const by = (entry) => loadedWith(entry, context).has(module)
  const [begins, ends, signs, asks] = ['begin', 'end', 'sign', 'verify'].map((name) => by(`actions/${name}`))
  // The gate loads what judges while the server answers its first question.
  const gate = asks || by('gate/judge-and-tell')
  const runs = by('cli/commands/run')
  if (isIntoto(module)) return begins || ends || signs || asks || runs ? 'intoto' : 'intoto-verification'
  // A thread starts as fast as it loads, and is started before all else; the library for Node has nothing of the actions.
  if (by('recording/hash-worker') || by('recording/spare-thread')) return 'hashing'
  if (by('signing/node-ports')) return 'node-bytes'
  if (by('cli/main')) return isCommandLine(module) && !gate ? 'command-line' : null
  if (begins && ends) return gate ? 'every-action' : 'every-stage'
  if (signs && (begins || ends) && !gate) return begins ? 'begin-and-sign' : 'end-and-sign'
  // Whoever records verifies nothing: a chunk of what starts commands spares `run` a third of the code that it loads.
  if (gate && !ends && runs) return 'run-and-verify'
  if (asks && !ends) return by('gate/judge-and-tell') || by('cli/commands/verify') ? 'gate-start' : null
  return gate && !ends && by('cli/commands/verify') ? 'every-verification' : null
}

/** Chunks that are called by what loads them. */
const TOGETHER = new Set(
  `base yaml intoto intoto-verification command-line hashing node-bytes every-action every-stage begin-and-sign
  end-and-sign gate-start run-and-verify every-verification`.split(/\s+/)
)

const taken = new Map()

/**
 * A chunk is called by what is in it: by the module that it is loaded for, else by the last module of the room that has
 * most of them, or of the package where none is ours. Numbered twins say nothing, so a name that is taken fails the build.
 */
function chunkName({ name, moduleIds, facadeModuleId }) {
  const facade = facadeModuleId === null || facadeModuleId === undefined ? undefined : nameOf(facadeModuleId).name
  const named = moduleIds.map(nameOf)
  const ours = named.filter(({ ours }) => ours)
  const groups = Map.groupBy(ours.length > 0 ? ours : named, ({ group }) => group)
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length)
  const grouped = TOGETHER.has(name) ? name : undefined
  const found = moduleIds.length === 0 ? `load-${facade}` : (grouped ?? facade ?? largest?.at(-1)?.name ?? name)
  const key = [...moduleIds, facadeModuleId ?? ''].join('\n')
  if ((taken.get(found) ?? key) !== key) throw new Error(`Two chunks would be called ${found}.`)
  taken.set(found, key)
  return `chunks/${found}.mjs`
}

export default defineConfig({
  input: {
    cli: 'src/cli/main.ts',
    index: 'src/intoto/index.ts',
    node: 'src/signing/node-ports.ts',
    begin: 'src/actions/begin.ts',
    end: 'src/actions/end.ts',
    sign: 'src/actions/sign.ts',
    verify: 'src/actions/verify.ts',
    'hash-worker': 'src/recording/hash-worker.ts',
    'batch-worker': 'src/cli/batch/batch-worker.ts'
  },
  platform: 'node',
  // What the groups below ask for: chunks take no more than their own modules along.
  preserveEntrySignatures: 'allow-extension',
  transform: { target: 'node20' },
  treeshake: {
    // @actions/core imports these for a token that we ask for ourselves. They make nothing when they are loaded, but load
    // TLS: a fifth of the time that an action takes to start.
    moduleSideEffects: [{ test: /node_modules[\\/](?:@actions[\\/]http-client|tunnel)[\\/]/, sideEffects: false }]
  },
  plugins: [onlyStoring, plainHttp, lazyTls, noMethods, lazyUndici, plainModules, ascii, licences],
  output: {
    dir,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: chunkName,
    codeSplitting: {
      groups: [
        { name: 'yaml', test: /node_modules[\\/]yaml[\\/]/ },
        { name: 'base', test: /src[\\/]base[\\/]/ },
        { name: loadedTogether, debugName: 'loaded together', includeDependenciesRecursively: false }
      ]
    }
  }
})
