import { payeeOf } from '@/lib/company/face'
import { formatDay } from '@/lib/dates'
import type { Snapshot } from '@/lib/documents/snapshot'
import { type Notice, noticeOfCancellation } from '@/lib/states/notice'
import { addressLines } from '../paper'

// The notice of cancellation that goes along with a signed agreement in duplicate. Pure.

/** When a customer signed, and until when they may cancel. */
export type NoticeFacts = {
  /** The day of the transaction, YYYY-MM-DD: on which the last customer signed. */
  signedOn: string
  /** The last day on which they may cancel, YYYY-MM-DD. */
  untilOn: string
  /** Business days. */
  days: number
  /** What else the state's law gives them, in sentences below the form. */
  more: string[]
}

export type NoticeView = Notice & {
  dateLabel: string
  /** What the buyer fills in. */
  lines: { date: string; signature: string }
  more: string[]
  /** "Copy 1 of 2", a copy each. */
  copies: string[]
}

/** Room to write what the company hasn't entered. */
const BLANK = '______________________________'

/**
 * The notice of 16 CFR 429.1(b), in the regulation's own words, filled in: with the day of the transaction, the seller's name
 * and place of business, and the last day to cancel. The number of days is the state's.
 */
export function noticeView({ company }: Pick<Snapshot, 'company'>, facts: NoticeFacts): NoticeView {
  const { signedOn, untilOn, days, more } = facts
  const seller = payeeOf({ name: company.name, legalName: company.legalName || null })
  const place = addressLines(company.address).join(', ') || BLANK
  const form = noticeOfCancellation({
    ...{ signedOn: formatDay(signedOn), cancelBy: formatDay(untilOn), days, seller, address: place },
  })
  return {
    ...form,
    dateLabel: 'Date of transaction',
    lines: { date: 'Date', signature: 'Buyer’s signature' },
    more,
    copies: ['Copy 1 of 2', 'Copy 2 of 2'],
  }
}
