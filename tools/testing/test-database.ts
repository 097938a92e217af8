// Vitest's global set-up of the project `database`: a throw-away PostgreSQL with one migrated database, of which each
// test file gets a copy (tools/testing/test-setup.ts).
import type { TestProject } from 'vitest/node'
import { migrate } from '../postgres/migrate'
import { startTestCluster } from './test-cluster'

declare module 'vitest' {
  export interface ProvidedContext {
    database: { adminUrl: string; templateUrl: string; appUrl: string; workerUrl: string }
  }
}

/** Starts and migrates; answers what takes it all away again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const templateUrl = cluster.url()
  const { appUrl, workerUrl } = await migrate({ databaseUrl: templateUrl, deployment: 'local' })
  project.provide('database', { adminUrl: cluster.url('postgres'), templateUrl, appUrl, workerUrl })
  return () => cluster.remove()
}
