import luhn10 from 'card-validator/dist/luhn-10.js'
import type { MakePayment } from '@/lib/payments/take/schema'
import { visa } from './fixtures'

let made = 0

/** A Visa of its own each time, of numbers that nobody has. */
export function otherVisa(): MakePayment['source'] {
  const front = `4000${String(++made).padStart(11, '0')}`
  const last = Array.from({ length: 10 }, (_, digit) => digit).find((digit) => luhn10(`${front}${digit}`))
  return visa(`${front}${last}`)
}

/** An amount that the sandbox's bank declines. */
export const DECLINED = 999_901
