import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { FileStore } from './file-store'

/** Has the disk keep what a folder lists. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a new file, and resolves when the disk has it. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Files in a folder, which several processes may share: a file is written beside its place and then renamed, so nobody finds
 * half of one, also after a crash.
 */
export function folderStore(dir: string): FileStore {
  const fileOf = (key: string) => path.resolve(/* turbopackIgnore: true */ dir, ...key.split('/'))
  return {
    async put(key, bytes) {
      const file = fileOf(key)
      const folder = path.dirname(file)
      const made = await mkdir(folder, { recursive: true, mode: 0o700 })
      const aside = `${file}.${randomUUID()}.part`
      try {
        await writeWhole(aside, bytes)
        await rename(aside, file)
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
      await syncFolder(folder)
      if (made) await syncFolder(path.dirname(made))
    },
    async get(key) {
      try {
        return await readFile(fileOf(key))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}
