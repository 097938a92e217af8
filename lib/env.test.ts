import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

/** Reads the environment again: a process reads it only once. */
async function readEnv(changes: Record<string, string>) {
  for (const [name, value] of Object.entries(changes)) vi.stubEnv(name, value)
  vi.resetModules()
  return (await import('./env')).env()
}

test('the clock can be ahead on a developer’s machine, and nowhere else', async () => {
  expect((await readEnv({ CLOCK_AHEAD_SECONDS: '600' })).CLOCK_AHEAD_SECONDS).toBe(600)
  const production = { DEPLOYMENT: 'production', SMTP_URL: 'smtp://mail.example.com' }
  expect((await readEnv({ ...production, CLOCK_AHEAD_SECONDS: '0' })).CLOCK_AHEAD_SECONDS).toBe(0)
  await expect(readEnv({ ...production, CLOCK_AHEAD_SECONDS: '600' })).rejects.toThrow('CLOCK_AHEAD_SECONDS')
  await expect(readEnv({ CLOCK_AHEAD_SECONDS: '-1' })).rejects.toThrow('CLOCK_AHEAD_SECONDS')
})
