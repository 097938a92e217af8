import { COUNTS } from './words'

// The form of 16 CFR 429.1(b), in the regulation's own words. Pure. Its spelling is the regulation's, too, so
// tools/words.test.ts leaves this file out.

/** What a seller fills in. Days as the form prints them, such as "Dec 3, 2026". */
export type NoticeBlanks = {
  /** The day of the transaction: when the last customer signed. */
  signedOn: string
  /** The last day on which the customer may cancel. */
  cancelBy: string
  /** Business days. */
  days: number
  /** The seller's name, and the address of the place of business. */
  seller: string
  address: string
}

export type Notice = {
  caption: string
  date: string
  paragraphs: string[] /** What who cancels on paper signs. */
  cancels: string
}

/** The form, filled in. */
export const noticeOfCancellation = ({ signedOn, cancelBy, days, seller, address }: NoticeBlanks): Notice => ({
  caption: 'Notice of Cancellation',
  date: signedOn,
  paragraphs: [
    `You may CANCEL this transaction, without any Penalty or Obligation, within ${(COUNTS[days] ?? `${days}`).toUpperCase()} BUSINESS DAYS from the above date.`,
    'If you cancel, any property traded in, any payments made by you under the contract or sale, and any negotiable instrument executed by you will be returned within TEN BUSINESS DAYS following receipt by the seller of your cancellation notice, and any security interest arising out of the transaction will be cancelled.',
    'If you cancel, you must make available to the seller at your residence, in substantially as good condition as when received, any goods delivered to you under this contract or sale, or you may, if you wish, comply with the instructions of the seller regarding the return shipment of the goods at the seller’s expense and risk.',
    'If you do make the goods available to the seller and the seller does not pick them up within 20 days of the date of your Notice of Cancellation, you may retain or dispose of the goods without any further obligation. If you fail to make the goods available to the seller, or if you agree to return the goods to the seller and fail to do so, then you remain liable for performance of all obligations under the contract.',
    `To cancel this transaction, mail or deliver a signed and dated copy of this Cancellation Notice or any other written notice, or send a telegram, to ${[seller, address].filter(Boolean).join(', at ')}, NOT LATER THAN MIDNIGHT OF ${cancelBy}.`,
  ],
  cancels: 'I HEREBY CANCEL THIS TRANSACTION.',
})
