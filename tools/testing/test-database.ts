// Vitest's global set-up: a throw-away PostgreSQL with one migrated database, of which each test file gets a copy
// (tools/testing/test-setup.ts).
import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { migrate } from '../postgres/migrate'
import { startTestCluster } from './test-cluster'

declare module 'vitest' {
  export interface ProvidedContext {
    database: { adminUrl: string; templateUrl: string; appUrl: string; authSecret: string; vaultKeys: string }
  }
}

/** Starts and migrates; answers what takes it all away again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const templateUrl = cluster.url()
  const authSecret = randomBytes(32).toString('base64url')
  const { appUrl } = await migrate({ databaseUrl: templateUrl, authSecret })
  project.provide('database', {
    adminUrl: cluster.url('postgres'),
    templateUrl,
    appUrl,
    authSecret,
    vaultKeys: `1:${randomBytes(32).toString('base64')}`,
  })
  return () => cluster.remove()
}
