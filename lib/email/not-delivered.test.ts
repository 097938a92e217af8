import { expect, it } from 'vitest'
import { notDelivered } from './not-delivered'

it('keeps of a mail server’s answer nothing that opens a link', () => {
  const token = 'Zk3_'.repeat(10).slice(0, 39).concat('wxyz')
  const refused = (response: string) => notDelivered({ code: 'EMESSAGE', response, responseCode: 554 }, true).message
  expect(refused(`554 5.7.1 Blocked: https://pay.example/c/${token} is listed`)).toBe(
    'The mail server answered: 554 5.7.1 Blocked: https://pay.example/c/… is listed',
  )
  // Nor what the cut would leave of it.
  const long = refused(`554 ${'x '.repeat(130)}https://pay.example/c/${token}`)
  expect(long).not.toContain(token.slice(0, 10))
  expect(refused('550 5.1.1 <olivia@example.com> unknown')).toContain('550 5.1.1 <olivia@example.com> unknown')
})
