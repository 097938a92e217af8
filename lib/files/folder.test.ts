import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { folderStore } from './folder'
import { sha256Of } from './sha256'
import { getFile, putFile } from './store'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'plumbline-files-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const bytes = Buffer.from('a photo')
const orgId = randomUUID()
const key = `${orgId}/${sha256Of(bytes)}`

describe('a folder', () => {
  it('that isn’t there yet is made, for nobody else to read, and keeps files', async () => {
    const deep = path.join(dir, 'a/b')
    const store = folderStore(deep)
    expect(await store.get(key)).toBeNull()
    await store.put(key, bytes)
    expect(await store.get(key)).toEqual(bytes)
    for (const each of [deep, path.join(deep, orgId), path.join(deep, key)]) expect(statSync(each).mode & 0o077).toBe(0)
  })

  it('that many write the same file to at once has it whole, and nothing else', async () => {
    const shared = path.join(dir, 'shared')
    const large = Buffer.alloc(300_000, 'x')
    await Promise.all(Array.from({ length: 12 }, () => folderStore(shared).put(key, large)))
    expect(await folderStore(shared).get(key)).toEqual(large)
    expect(readdirSync(path.join(shared, orgId))).toEqual([key.split('/')[1]])
  })

  it('that can’t be written to says so, and leaves nothing behind', async () => {
    const file = path.join(dir, 'no-folder')
    writeFileSync(file, '')
    await expect(folderStore(file).put(key, bytes)).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(folderStore(file).get(key)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})

describe('what is read', () => {
  // The environment of these tests names a folder of its own.
  const { FILES_DIR = '' } = process.env

  it('is what was put there, by its hash', async () => {
    const sha256 = await putFile(orgId, bytes)
    expect(sha256).toBe(sha256Of(bytes))
    expect(await getFile(orgId, sha256)).toEqual(bytes)
    expect(await getFile(randomUUID(), sha256)).toBeNull()
  })

  it('is nothing where the file was changed or is gone, and the log says so', async () => {
    const said = vi.spyOn(log, 'error')
    const sha256 = await putFile(orgId, Buffer.from('another photo'))
    const file = path.join(FILES_DIR, orgId, sha256)
    writeFileSync(file, 'another phot0')
    expect(await getFile(orgId, sha256)).toBeNull()
    rmSync(file)
    expect(await getFile(orgId, sha256)).toBeNull()
    expect(said.mock.calls.map(([facts]) => facts)).toEqual([
      { event: 'file_changed', orgId, sha256 },
      { event: 'file_missing', orgId, sha256 },
    ])
    said.mockRestore()
  })

  it.each(['../../etc/passwd', '', 'AB'.repeat(32), `${'a'.repeat(63)}/`])('%j is no file', async (sha256) => {
    await expect(getFile(orgId, sha256)).rejects.toThrow('No file has such a key')
    await expect(getFile(`../${orgId}`, 'a'.repeat(64))).rejects.toThrow('No file has such a key')
  })
})
