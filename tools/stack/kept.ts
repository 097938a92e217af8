import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const DATA = path.resolve('.data')

/**
 * Returns the text of a file in .data that only its owner can read. Made the first time and kept: of several that make it
 * at once, all get the same.
 */
export function keptOnce(name: string, make: () => string, folder = DATA): string {
  const file = path.join(folder, name)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    // Whole at once, so that nobody reads half of it.
    const making = `${file}.${process.pid}`
    writeFileSync(making, `${make()}\n`, { mode: 0o600 })
    try {
      linkSync(making, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another start was faster: use its text
    } finally {
      rmSync(making, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}
