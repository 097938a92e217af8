import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default defineConfig({
  resolve: { alias: { 'server-only': here('./scripts/server-only.ts'), '@': here('.').replace(/\/$/, '') } },
  test: {
    environment: 'node',
    include: ['{lib,model,sandbox,scripts}/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'e2e/chaos/**/*.test.ts'],
    pool: 'forks',
    globalSetup: 'scripts/test-database.ts',
    setupFiles: 'scripts/test-setup.ts',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
