import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { verify } from '@node-rs/argon2'
import { afterAll, expect, test } from 'vitest'
import { forSystem } from '@/lib/db'
import { seed } from '@/prisma/seed'
import { demoPassword } from '../tools/stack/demo-password'

const folder = mkdtempSync(path.join(tmpdir(), 'demo-'))
afterAll(() => rmSync(folder, { recursive: true }))

const hashes = () =>
  forSystem((tx) => tx.user.findMany({ select: { passwordHash: true }, orderBy: { email: 'asc' } })).then((users) =>
    users.map(({ passwordHash }) => passwordHash),
  )

test('on this machine the demo’s people have the password of the README, and nothing is kept', () => {
  expect(demoPassword(true, folder)).toBe('plumbline')
  expect(existsSync(path.join(folder, 'demo-password'))).toBe(false)
})

test('elsewhere they have one that was made for this installation, once, and that only its owner can read', () => {
  const made = demoPassword(false, folder)
  expect(made).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(demoPassword(false, folder)).toBe(made)
  const file = path.join(folder, 'demo-password')
  expect(readFileSync(file, 'utf8').trim()).toBe(made)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(demoPassword(false, mkdtempSync(path.join(folder, 'other-')))).not.toBe(made)
})

test('the password changes with the address at each start, there and back, and stays as it is otherwise', async () => {
  let before: string[] = []
  for (const password of ['plumbline', 'made-for-this-one', 'plumbline']) {
    await seed(password)
    const now = await hashes()
    expect(now).toHaveLength(4)
    for (const hash of now) expect(await verify(hash, password)).toBe(true)
    for (const hash of now) expect(before).not.toContain(hash)
    await seed(password)
    expect(await hashes()).toEqual(now)
    before = now
  }
})
