// SPDX-License-Identifier: Apache-2.0
// GitHub's library for workflow artifacts is 2.3 MB, and the suite only stores with it. What storing does not reach is left
// out of the bundle, module by module; whoever gets there all the same fails with the name of the module. A module that
// nothing loads any more fails the build. The library loads in a third of the time this way.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

const STORAGE = '@azure/storage-blob/dist/esm'
const COMMON = '@azure/storage-common/dist/esm'

/** Modules by their paths in node_modules. */
const LEFT_OUT = [
  // Reading, finding and deleting, with the client of the REST interface: archives are fetched and unpacked by files of
  // ours, which have bounds.
  '@actions/artifact/lib/internal/delete/delete-artifact.js',
  '@actions/artifact/lib/internal/download/download-artifact.js',
  '@actions/artifact/lib/internal/find/get-artifact.js',
  '@actions/artifact/lib/internal/find/list-artifacts.js',
  // Directories and patterns: the library names file by file.
  'archiver-utils/file.js',
  'readdir-glob/index.js',
  // Of the storage: reading, leases, copies on the server, keys of an account, checksums that nobody asks for.
  `${STORAGE}/BlobDownloadResponse.js`,
  `${STORAGE}/BlobLeaseClient.js`,
  `${STORAGE}/BlobQueryResponse.js`,
  `${STORAGE}/PageBlobRangeResponse.js`,
  `${STORAGE}/pollers/BlobStartCopyFromUrlPoller.js`,
  `${STORAGE}/sas/BlobSASSignatureValues.js`,
  `${COMMON}/StructuredMessageDecodingStream.js`,
  `${COMMON}/StructuredMessageEncodingStream.js`,
  `${COMMON}/crc64.js`,
  `${COMMON}/policies/StorageSharedKeyCredentialPolicyV2.js`
]

/** The same for classes that the library makes an instance of, whatever it does then. */
const MADE = ['appendBlob', 'blob', 'container', 'pageBlob', 'service'].map(
  (name) => `${STORAGE}/generated/src/operations/${name}.js`
)

/** Modules, and something shorter that stands in for each. */
const REPLACED = {
  // `instanceof FormData` loads a whole second http library.
  '@typespec/ts-http-runtime/dist/esm/formData.js': `export { noFormData as convertBodyToFormDataMap } from ${JSON.stringify(here('src/github/no-form-data.ts'))}`,
  // Of a hundred functions one is used.
  'async/dist/async.js': `module.exports = { queue: require('../queue.js') }`,
  // Waits where a process has opened too many files, and the library opens one after the other.
  'graceful-fs/graceful-fs.js': `module.exports = require('fs')`,
  // These are Node's streams, of older versions. Both packages take Node's own where a variable asks for it.
  'readable-stream/lib/ours/index.js': `module.exports = require('stream')`,
  'lazystream/node_modules/readable-stream/passthrough.js': `module.exports = require('stream').PassThrough`
}

/** Modules of which parts are replaced: each part, which must stand there once, and what it becomes. */
const CHANGED = {
  'archiver/index.js': [
    ["vending.registerFormat('tar', require('./lib/plugins/tar'));", ''],
    ["vending.registerFormat('json', require('./lib/plugins/json'));", '']
  ],
  // Only refusals hold XML to read.
  '@azure/core-xml/dist/esm/xml.js': [
    [
      'import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";',
      `import XMLBuilder from ${JSON.stringify(here('node_modules/fast-xml-parser/src/xmlbuilder/json2xml.js'))};`
    ],
    [
      'const validation =',
      'const { XMLParser, XMLValidator } = await import("fast-xml-parser");\n    const validation ='
    ]
  ]
}

const MAPPERS = `${STORAGE}/generated/src/models/mappers.js`
/** Modules that say which messages are still sent. */
const TELLING = [`${STORAGE}/generated/src/operations/blockBlob.js`, `${STORAGE}/generated/src/models/parameters.js`]

const ALL = [...LEFT_OUT, ...MADE, ...Object.keys(REPLACED), ...Object.keys(CHANGED), MAPPERS]

const pathOf = (id) => /[\\/]node_modules[\\/](.*)$/.exec(id)?.[1].replaceAll('\\', '/')

function standIn(path, code, parse) {
  const refuse = MADE.includes(path) ? 'madeLeftOut' : 'leftOut'
  const from = JSON.stringify(here('src/github/left-out.ts'))
  const value = (name) => `${refuse}(${JSON.stringify(`${path} (${name})`)})`
  const names = exportsOf(parse(code))
  if (names.length === 0) return `const { ${refuse} } = require(${from})\nmodule.exports = ${value('all')}`
  const lines = names.map((name) => `export ${name === 'default' ? name : `const ${name} =`} ${value(name)}`)
  return [`import { ${refuse} } from ${from}`, ...lines].join('\n')
}

function exportsOf({ body }) {
  return body.flatMap((node) => {
    if (node.type === 'ExportDefaultDeclaration') return ['default']
    if (node.type !== 'ExportNamedDeclaration') return []
    const { declaration, specifiers } = node
    if (!declaration) return specifiers.map(({ exported }) => exported.name)
    return (declaration.declarations ?? [declaration]).map(({ id }) => id.name)
  })
}

function changed(code, path) {
  return CHANGED[path].reduce((rest, [part, instead]) => {
    if (rest.split(part).length !== 2) throw new Error(`There is not one "${part}" in ${path}.`)
    return rest.replace(part, () => instead)
  }, code)
}

/** The shapes of messages that are sent, and of what these hold; the library looks them up by name. */
function reachedMappers(code, { body }) {
  const shapes = new Map(
    body
      .filter(({ type }) => type === 'ExportNamedDeclaration')
      .map(({ declaration, start, end }) => [declaration.declarations[0].id.name, code.slice(start, end)])
  )
  const told = TELLING.map((path) => readFileSync(here(`node_modules/${path}`), 'utf8')).join('\n')
  const asked = [...told.matchAll(/\bMappers\.(\w+)/g), ...told.matchAll(/\b(\w+) as \w+Mapper\b/g)]
  const reached = new Set(asked.map(([, name]) => name))
  for (const name of reached) {
    const shape = shapes.get(name)
    if (shape === undefined) throw new Error(`There is no ${name} in ${MAPPERS}.`)
    for (const [, next] of shape.matchAll(/className: "(\w+)"/g)) if (shapes.has(next)) reached.add(next)
  }
  return [...reached].map((name) => shapes.get(name)).join('\n')
}

const met = new Set()

export const onlyStoring = {
  name: 'only-storing',
  load(id) {
    const path = pathOf(id)
    if (path === undefined || !ALL.includes(path)) return null
    met.add(path)
    const code = readFileSync(id, 'utf8')
    if (path in REPLACED) return REPLACED[path]
    if (path in CHANGED) return changed(code, path)
    if (path === MAPPERS) return reachedMappers(code, this.parse(code))
    return standIn(path, code, (text) => this.parse(text))
  },
  buildEnd(error) {
    const gone = ALL.filter((path) => !met.has(path))
    if (!error && gone.length > 0)
      throw new Error(`Nothing loads ${gone.join(', ')}, so there is nothing to leave out.`)
  }
}
