import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from './tools/testing/browser'
import { stackInfo } from './tools/testing/stack-info'

/** A worker reads this file too, once its system is up. */
const isWorker = process.env.TEST_PARALLEL_INDEX !== undefined

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tools/testing/e2e-setup.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  // Each worker has a system of its own: the specs share one organization, one sandbox and one clock.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Safety nets for a machine that has much else to do: what a test waits for is an event.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '.data/e2e-results.json' }]],
  use: {
    ...(isWorker && { baseURL: stackInfo().appUrl }),
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
    actionTimeout: 60_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: chromiumLaunch(),
  },
})
