import path from 'node:path'
import { build } from 'esbuild'

/** The programs that are started again and again. */
const PROGRAMS = ['scripts/worker.ts', 'e2e/chaos/actor.ts', 'e2e/chaos/judge.ts'] as const
export type Program = (typeof PROGRAMS)[number]

/**
 * Compiles them once for the run, into `folder`: to start from the sources costs three times as much, and whoever is
 * killed a hundred times is started a hundred times. Answers the file to run.
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
    packages: 'external',
    alias: { 'server-only': path.resolve('scripts/server-only.ts') },
    tsconfig: 'scripts/tsconfig.json',
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return (program) => path.join(folder, program.replace(/\.ts$/, '.mjs'))
}
