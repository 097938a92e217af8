import { expect, it } from 'vitest'
import { csvDownload } from './csv-download'

async function* lines(many: number, seen: number[]) {
  for (let n = 1; n <= many; n++) {
    seen.push(n)
    yield new TextEncoder().encode(`${n}\r\n`)
  }
}

it('is sent whole while the session goes on', async () => {
  const seen: number[] = []
  const answer = csvDownload(lines(3, seen), 'a.csv', 'test', async () => true)
  expect(await answer.text()).toBe('1\r\n2\r\n3\r\n')
})

it('breaks off once the session has ended, reads no more, and doesn’t look whole', async () => {
  const seen: number[] = []
  const answer = csvDownload(lines(1_000, seen), 'a.csv', 'test', async () => seen.length < 5)
  await expect(answer.text()).rejects.toThrow('The session has ended')
  expect(seen).toEqual([1, 2, 3, 4, 5])
})
