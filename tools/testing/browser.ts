// The browser of the tests: $CHROMIUM_PATH, an installed one, or the headless Chromium that the npm package
// @sparticuz/chromium carries, unpacked once. Nothing is downloaded.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Problem } from '../process/problem'

/** Our flags, not the package's: its --single-process hangs. */
export const chromiumArgs = [
  '--no-sandbox', // root may not use the sandbox; the tests open nothing but our own pages
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const require = createRequire(import.meta.url)
const packaged = () => path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '../..')
const cache = () => {
  const { version } = JSON.parse(readFileSync(path.join(packaged(), 'package.json'), 'utf8'))
  return path.resolve('node_modules/.cache/chromium', version)
}

/** Makes a folder of the cache once; whole or not at all, whoever else is at it. */
function unpacked(name: string, unpack: (folder: string, archive: (file: string) => Buffer) => void): string {
  const target = path.join(cache(), name)
  if (existsSync(target)) return target
  mkdirSync(cache(), { recursive: true })
  const making = mkdtempSync(`${target}-`)
  unpack(making, (file) => brotliDecompressSync(readFileSync(path.join(packaged(), 'bin', file))))
  try {
    renameSync(making, target)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

const untar = (folder: string, archive: Buffer) => execFileSync('tar', ['-x', '-C', folder], { input: archive })

let found: string | undefined

/**
 * The path of a Chromium, unpacked now if need be.
 * @throws {Problem} when there is none for this machine
 */
export function chromiumPath(): string {
  found ??= [process.env.CHROMIUM_PATH, ...INSTALLED].find((file) => file && existsSync(file))
  if (found) return found
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Problem('There is no browser for the tests. Install Chromium or Chrome, or set CHROMIUM_PATH to one.')
  const folder = unpacked('browser', (making, archive) =>
    writeFileSync(path.join(making, 'chrome-headless-shell'), archive('chromium.br'), { mode: 0o755 }),
  )
  return path.join(folder, 'chrome-headless-shell')
}

/** The libraries a bare machine lacks (NSS, NSPR, expat), and a font where it has none; both come with the package. */
export function chromiumEnv(): Record<string, string> {
  const env: Record<string, string> = {}
  if (process.platform !== 'linux') return env
  const browser = chromiumPath()
  const needs = (() => {
    try {
      return execFileSync('ldd', [browser], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    } catch {
      return '' // a wrapper script is no ELF file, and its package brought its libraries
    }
  })()
  if (needs.includes('not found')) {
    const libraries = unpacked('libraries', (making, archive) => untar(making, archive('al2023.tar.br')))
    env.LD_LIBRARY_PATH = [path.join(libraries, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  }
  const fonts = existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length > 0
  if (!fonts || !existsSync('/etc/fonts/fonts.conf')) {
    const folder = unpacked('fonts', (making, archive) => untar(making, archive('fonts.tar.br')))
    const dirs = ['/usr/share/fonts', path.join(folder, 'fonts')].map((dir) => `<dir>${dir}</dir>`).join('')
    const config = `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${path.join(folder, 'cache')}</cachedir></fontconfig>`
    writeFileSync(path.join(folder, 'fonts.conf'), config)
    env.FONTCONFIG_FILE = path.join(folder, 'fonts.conf')
  }
  return env
}

/** What Playwright's `launchOptions` want. */
export function chromiumLaunch() {
  return {
    executablePath: chromiumPath(),
    args: chromiumArgs,
    env: { ...(process.env as Record<string, string>), ...chromiumEnv() },
  }
}
