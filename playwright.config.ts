import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from './tools/testing/browser'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tools/testing/e2e-setup.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1, // the specs share one organization, one sandbox and one clock
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Safety nets for a machine that has much else to do: what a test waits for is an event.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '.data/e2e-results.json' }]],
  use: {
    baseURL: process.env.E2E_BASE_URL, // set by the global set-up, which chooses the port
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
    actionTimeout: 30_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: chromiumLaunch(),
  },
})
