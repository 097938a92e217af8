import { readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { kindOf, type TestKind } from './tools/testing/test-kinds.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const COMPILED = 'tools/testing/compiled-sandbox.ts'
const ROOMS = ['components', 'e2e/chaos', 'lib', 'model', 'sandbox', 'scripts', 'server', 'tools']

const files = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(room, file)),
).filter((file) => /\.test\.tsx?$/.test(file))
const ofKind = (...kinds: TestKind[]) => files.filter((file) => kinds.includes(kindOf(file)))

// Where tests keep files, until the last one is over.
const filesDir = path.join(tmpdir(), `plumbline-test-files-${process.pid}`)
process.on('exit', () => rmSync(filesDir, { recursive: true, force: true }))

// What the product insists on. Empty is unset: the variables of whoever runs the tests stay out of them.
const env = {
  APP_URL: 'http://localhost:3000',
  APP_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/this_test_has_no_database',
  AUTH_SECRET: 'x'.repeat(43),
  VAULT_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
  DEPLOYMENT: 'local',
  LOG_LEVEL: 'silent',
  FILES_DIR: filesDir,
  ...{ DATABASE_URL: '', SMTP_URL: '', MAIL_FROM: '', SANDBOX_URL: '', FILES_URL: '' },
  ...{ BOUNCE_DOMAIN: '', BOUNCE_PORT: '' },
  ...{ SEAL_P12_FILE: '', SEAL_P12_PASSWORD: '', SEAL_TIMESTAMP_URL: '' },
}

const cores = availableParallelism()
let order = 0

/** The tests of one kind, as a project of their own: none pays for what only others need. */
const project = (name: TestKind, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  resolve: { alias: { 'server-only': here('./tools/server-only.ts'), '@': here('.').replace(/\/$/, '') } },
  test: {
    ...{ name, include: ofKind(name), env },
    // One kind after the other, and a process goes from file to file: to load everything again for each file costs more
    // than most files do.
    ...{ sequence: { groupOrder: order++ }, isolate: false, maxWorkers: cores },
    // What a file has changed and not put back must not meet the next one.
    ...{ unstubEnvs: true, unstubGlobals: true },
    // Safety nets only: what a test waits for is an event.
    ...{ testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 60_000 } } },
    ...test,
  },
})
const noDatabase = { alias: { pg: here('./tools/testing/no-database.ts') } }

export default defineConfig({
  test: {
    projects: [
      // By exclusion, so that a file that is made while they are watched is one of them.
      project('pure', {
        ...noDatabase,
        include: ROOMS.map((room) => `${room}/**/*.test.{ts,tsx}`),
        exclude: ofKind('explore', 'sandbox', 'database'),
      }),
      project('sandbox', { ...noDatabase, globalSetup: COMPILED }),
      project('explore', noDatabase),
      project('database', {
        maxWorkers: cores + 1, // they wait more than they work: for PostgreSQL, the sandbox, and answers that never come
        globalSetup: [COMPILED, 'tools/testing/test-database.ts'],
        setupFiles: 'tools/testing/test-setup.ts',
        // It imports next/server in a way that only a bundler understands.
        server: { deps: { inline: ['next-auth'] } },
      }),
    ],
  },
})
