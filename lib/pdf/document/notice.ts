import { payeeOf } from '@/lib/company/face'
import { formatDay } from '@/lib/dates'
import type { Snapshot } from '@/lib/documents/snapshot'
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

export type NoticeView = {
  caption: string
  dateLabel: string
  date: string
  paragraphs: string[]
  cancels: string
  /** What the buyer fills in. */
  lines: { date: string; signature: string }
  more: string[]
  /** "Copy 1 of 2", a copy each. */
  copies: string[]
}

const COUNTS = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE', 'TEN']
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
  return {
    caption: 'Notice of Cancellation',
    dateLabel: 'Date of transaction',
    date: formatDay(signedOn),
    paragraphs: [
      `You may CANCEL this transaction, without any Penalty or Obligation, within ${COUNTS[days] ?? days} BUSINESS DAYS from the above date.`,
      'If you cancel, any property traded in, any payments made by you under the contract or sale, and any negotiable instrument executed by you will be returned within TEN BUSINESS DAYS following receipt by the seller of your cancellation notice, and any security interest arising out of the transaction will be cancelled.',
      'If you cancel, you must make available to the seller at your residence, in substantially as good condition as when received, any goods delivered to you under this contract or sale, or you may, if you wish, comply with the instructions of the seller regarding the return shipment of the goods at the seller’s expense and risk.',
      'If you do make the goods available to the seller and the seller does not pick them up within 20 days of the date of your Notice of Cancellation, you may retain or dispose of the goods without any further obligation. If you fail to make the goods available to the seller, or if you agree to return the goods to the seller and fail to do so, then you remain liable for performance of all obligations under the contract.',
      `To cancel this transaction, mail or deliver a signed and dated copy of this Cancellation Notice or any other written notice, or send a telegram, to ${seller}, at ${place}, NOT LATER THAN MIDNIGHT OF ${formatDay(untilOn)}.`,
    ],
    cancels: 'I HEREBY CANCEL THIS TRANSACTION.',
    lines: { date: 'Date', signature: 'Buyer’s signature' },
    more,
    copies: ['Copy 1 of 2', 'Copy 2 of 2'],
  }
}
