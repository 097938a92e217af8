import 'server-only'
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** The migrations that this version knows, in their order. @param folder from the project's folder, or the release's */
export const knownMigrations = (folder = 'prisma/migrations'): string[] =>
  readdirSync(path.resolve(/* turbopackIgnore: true */ folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
