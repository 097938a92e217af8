import { defineConfig } from 'prisma/config'

// The CLI fetches a native engine even for `generate`, which needs none. Where that host is out of reach any
// executable satisfies it; where an engine is named already, that one is used.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
