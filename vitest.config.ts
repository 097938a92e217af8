import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { kindOf, type TestKind } from './tools/testing/test-kinds.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const COMPILED = 'tools/testing/compiled-sandbox.ts'
const ROOMS = ['components', 'e2e/chaos', 'lib', 'model', 'sandbox', 'scripts', 'tools']

const files = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(room, file)),
).filter((file) => /\.test\.tsx?$/.test(file))

/** The tests of one kind, as a project of their own: none pays for what only others need. */
const project = (name: TestKind, settings: object) => ({
  extends: true as const,
  test: { name, include: files.filter((file) => kindOf(file) === name), ...settings },
})

export default defineConfig({
  resolve: { alias: { 'server-only': here('./tools/server-only.ts'), '@': here('.').replace(/\/$/, '') } },
  test: {
    environment: 'node',
    // Safety nets only: what a test waits for is an event.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      project('pure', { pool: 'threads', isolate: false, setupFiles: 'tools/testing/pure-setup.ts' }),
      project('explore', { pool: 'threads', setupFiles: 'tools/testing/pure-setup.ts' }),
      project('sandbox', { pool: 'forks', globalSetup: COMPILED, setupFiles: 'tools/testing/pure-setup.ts' }),
      project('database', {
        pool: 'forks',
        globalSetup: [COMPILED, 'tools/testing/test-database.ts'],
        setupFiles: 'tools/testing/test-setup.ts',
      }),
    ],
  },
})
