import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The files under a path, without tests, which aren't built. */
function filesUnder(name: string): string[] {
  if (!existsSync(name)) return []
  if (!statSync(name).isDirectory()) return [name]
  return readdirSync(name)
    .sort()
    .flatMap((entry) => filesUnder(path.join(name, entry)))
    .filter((file) => !/\.test\.tsx?$/.test(file))
}

/** A hash of all files under these paths, to tell whether what was made of them is theirs still. */
export function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
