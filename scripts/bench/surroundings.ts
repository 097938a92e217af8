import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startSandbox } from '@/lib/testing/sandbox'
import { migrate } from '../../tools/postgres/migrate'
import { startTestCluster } from '../../tools/testing/test-cluster'

/**
 * What the app needs around it: a PostgreSQL and a sandbox process that keeps its data, both for this run alone. The
 * environment names them from here on, so call it before any of the app's code runs. `fill` may write into the folder
 * in which the sandbox keeps its data, before it starts.
 */
export async function startSurroundings(fill?: (dataDir: string) => Promise<void>) {
  const cluster = await startTestCluster()
  const databaseUrl = cluster.url()
  const { appUrl } = await migrate({ databaseUrl, deployment: 'local' })
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'sandbox-'))
  await fill?.(dataDir)
  const sandbox = await startSandbox({ dataDir })
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    APP_DATABASE_URL: appUrl,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
    APP_URL: 'http://localhost:3000',
    SANDBOX_URL: sandbox.url,
    DEPLOYMENT: 'local',
    LOG_LEVEL: 'silent',
    PAYSIMPLE_TIMEOUT_SECONDS: '30',
  })
  return {
    databaseUrl,
    appUrl,
    sandbox,
    async stop(): Promise<void> {
      await sandbox.kill()
      await cluster.remove()
    },
  }
}

export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>
