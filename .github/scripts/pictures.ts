// SPDX-License-Identifier: Apache-2.0
// Pictures of what people see: summaries of real runs on the local runner, drawn by a real browser. Needs `chromium`
// on the path, or its place in CHROMIUM.
//
//   node .github/scripts/pictures.ts
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheDirectory } from './harness/cache-directory.ts'
import { ROOT } from './harness/repository.ts'
import { scratchDirectory } from './harness/scratch-directory.ts'

const pictures = join(ROOT, 'docs/pictures')
const browser = process.env['CHROMIUM'] ?? 'chromium'
const SCENES = [
  { name: 'summary-passed', scenario: 'a pipeline of five jobs passes', height: 900 },
  { name: 'summary-failed', scenario: 'a product that a later stage changed is found by the gate', height: 1290 }
]
const PACKAGES = { mermaid: '12.3.0', marked: '18.2.1', 'github-markdown-css': '5.9.0' }

/** What draws Markdown as GitHub does; for pictures only, so it is no dependency of the project. */
function drawingPackages(): string {
  const place = cacheDirectory('pictures')
  const wanted = JSON.stringify({ private: true, dependencies: PACKAGES })
  const file = join(place, 'package.json')
  if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
    mkdirSync(place, { recursive: true })
    writeFileSync(file, wanted)
    execFileSync('npm', ['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: place })
  }
  return join(place, 'node_modules')
}

function page(markdown: string, packages: string): string {
  const { parse } = createRequire(join(packages, 'x'))('marked') as { readonly parse: (text: string) => string }
  const body = parse(markdown)
    .replace(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, '<pre class="mermaid">$1</pre>')
    .replace(/<blockquote>\s*<p>\[!WARNING\]/g, '<blockquote><p><b>⚠ Warning</b><br>')
  return `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="${pathToFileURL(join(packages, 'github-markdown-css/github-markdown-light.css')).href}">
<style>body { margin: 24px 32px } .mermaid { background: none; text-align: center }</style>
<article class="markdown-body">${body}</article>
<script src="${pathToFileURL(join(packages, 'mermaid/dist/mermaid.min.js')).href}"></script>
<script>mermaid.initialize({ startOnLoad: true, securityLevel: 'strict' })</script>`
}

if (spawnSync(browser, ['--version'], { stdio: 'ignore' }).status !== 0) {
  console.error(`${browser} cannot be run. Install it (apt-get install chromium), or set CHROMIUM to where it is.`)
  process.exit(2)
}
const work = scratchDirectory('pictures')
try {
  const packages = drawingPackages()
  mkdirSync(pictures, { recursive: true })
  for (const { name, scenario, height } of SCENES) {
    console.log(`Running: ${scenario}`)
    execFileSync(process.execPath, [join(ROOT, '.github/scripts/e2e.ts')], {
      env: { ...process.env, E2E_ONLY: scenario, E2E_SUMMARIES: work },
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const html = join(work, `${name}.html`)
    writeFileSync(html, page(readFileSync(join(work, `${scenario.replaceAll(/[^a-z]+/g, '-')}.md`), 'utf8'), packages))
    const image = join(pictures, `${name}.png`)
    execFileSync(
      browser,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--hide-scrollbars',
        '--allow-file-access-from-files',
        '--virtual-time-budget=10000',
        `--window-size=1012,${height}`,
        `--screenshot=${image}`,
        pathToFileURL(html).href
      ],
      { stdio: 'ignore' }
    )
    console.log(`${image.slice(ROOT.length + 1)} drawn`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
