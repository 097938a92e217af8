import { expect, it, test } from 'vitest'
import { knownDevice, markDevice } from './device'
import { deviceInWords } from './device-words'

it('a browser is known by the accounts that it signed in to last, and by no other', () => {
  let cookie = ''
  for (let n = 1; n <= 7; n++) cookie = markDevice(`${n}@example.com`, cookie)
  const known = [1, 2, 3, 4, 5, 6, 7].filter((n) => knownDevice(`${n}@example.com`, cookie) !== null)
  expect(known).toEqual([3, 4, 5, 6, 7])
  expect(cookie.length).toBeLessThan(300)
})

it('signing in again makes it another device, once', () => {
  const first = markDevice('a@example.com', '')
  const second = markDevice('a@example.com', first)
  expect(second.split('.')).toHaveLength(1)
  expect(knownDevice('a@example.com', second)).not.toBe(knownDevice('a@example.com', first))
})

it('nobody makes a mark but us', () => {
  const mark = markDevice('a@example.com', '')
  const [id = '', hash = ''] = mark.split('~')
  for (const forged of ['', '.', '~', id, `${id}~`, `other~${hash}`, `${mark}x`, mark.slice(0, -1), 'a@example.com'])
    expect(knownDevice('a@example.com', forged), forged).toBeNull()
  expect(knownDevice('b@example.com', mark)).toBeNull()
  expect(knownDevice('a@example.com', `${'x~y.'.repeat(5)}${mark}`)).toBeNull() // however many are sent
})

test.each([
  [
    'Safari on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  ],
  [
    'Chrome on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1',
  ],
  [
    'Safari on a Mac or iPad',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  ],
  [
    'Chrome on an Android phone',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Samsung Internet on an Android tablet',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36',
  ],
  [
    'Edge on a Windows computer',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  ],
  ['Firefox on a Linux computer', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'],
  ['A browser', ''],
  ['A browser', '<script>alert(1)</script>'],
])('%s', (words, userAgent) => {
  expect(deviceInWords(userAgent)).toBe(words)
})
