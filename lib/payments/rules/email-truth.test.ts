import { expect, it } from 'vitest'
import { EmailKind, PaymentStatus } from '@/prisma/generated/enums'
import { isEmailTrue } from './email-truth'

it('fault 44: each kind of email is true of these states and no other', () => {
  const truths = Object.values(EmailKind).map((kind) => [
    kind,
    Object.values(PaymentStatus).filter((status) => isEmailTrue(kind, status)),
  ])
  expect(truths).toEqual([
    ['receipt', ['authorized', 'settled']],
    ['voided', ['voided']],
    ['refunded', ['refunded']],
    ...[
      ['notice', []],
      ['link', []],
    ], // of no payment
  ])
})
