import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default defineConfig({
  resolve: { alias: { 'server-only': here('./tools/server-only.ts'), '@': here('.').replace(/\/$/, '') } },
  test: {
    environment: 'node',
    include: [
      '{lib,model,sandbox,scripts,tools}/**/*.test.ts',
      'components/**/*.test.{ts,tsx}',
      'e2e/chaos/**/*.test.ts',
    ],
    pool: 'forks',
    globalSetup: 'tools/testing/test-database.ts',
    setupFiles: 'tools/testing/test-setup.ts',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
