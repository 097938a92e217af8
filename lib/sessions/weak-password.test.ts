import { expect, test } from 'vitest'
import { seededRandom } from '@/tools/testing/seeded-random'
import { newPasswordProblem } from './weak-password'

const who = { name: 'Ada Lovelace', email: 'ada@hartwell-roofing.example' }

// Long enough, and of our own rule's liking: the lists know better.
test.each([
  ...['iloveyouforever1', 'qwerty123456789abc', 'liverpoolfc123456', 'michelle19871987', 'jesuschrist2020'],
  ...['P@55w0rd!P@55w0rd!1', 'Summer2026!Summer2026!', 'zaq12wsxcde34rfv', 'manchesterunited1', 'drowssapdrowssap'],
])('refuses %s', async (password) => {
  expect(await newPasswordProblem(password, who)).toMatch(/Choose another one\.$|people use/)
})

test.each([
  ...['seven lanterns by the canal', 'correct horse battery staple', 'maple gutter ladder 41', 'Tr7#kfW0q!zMv29x'],
  ...['neun Laternen am Kanal', 'żółty rower pod mostem', 'eine lange Leiter in der Scheune hinter dem Haus'],
])('takes %s', async (password) => {
  expect(await newPasswordProblem(password, who)).toBeNull()
})

test('takes no core for long, whatever is typed', async () => {
  await newPasswordProblem('seven lanterns by the canal', who) // the lists are loaded
  const random = seededRandom(17)
  const texts = ['4@8({[<3690!1|0$5+7%2', 'aeiost4301$7@!', '0123456789', 'zxZ2%5sS$', 'pasword4$0'].map((letters) =>
    Array.from({ length: 200 }, () => random.pick([...letters])).join(''),
  )
  for (const text of texts) {
    const before = process.cpuUsage()
    await newPasswordProblem(text, who)
    const { user, system } = process.cpuUsage(before)
    // Without a bound each of them takes from two to six seconds.
    expect((user + system) / 1000, text).toBeLessThan(1_000)
  }
})
