import { dateToDay, formatDay } from '@/lib/dates'
import type { RecordedPayment } from '@/prisma/generated/client'
import type { PaymentMethod } from '@/prisma/generated/enums'
import { recordedName } from '../recorded-words'
import { accountOf } from '../sentences'
import {
  type Draft,
  ofEmail,
  ofEvent,
  ofReversal,
  type ToldEmail,
  type ToldEvent,
  type ToldPayment,
  type ToldReversal,
} from './timeline'

// What a job's timeline says of its money: the words of a payment's own timeline, and which payment it was. Pure.

export type MoneyWords = {
  id: string
  at: Date
  title: string
  /** What the customer may read, too: "Visa 1111". */
  detail: string | null
  /** What somebody of the company noted for the company. */
  note: string | null
  who: string | null
}

/** A title that doesn't say that it is about a payment, as one that does. */
function aboutPayment(title: string): string {
  if (title === 'Confirming') return 'Confirming a payment'
  if (title === 'Chargeback' || /^(?:Void|Refund|The) ?\b/.test(title)) return title
  return `Payment ${title.charAt(0).toLowerCase()}${title.slice(1)}`
}

const words = ({ id, at, title, detail, who }: Draft): MoneyWords => ({
  ...{ id, at, title, note: null },
  detail: detail ?? null,
  who: who ?? null,
})

/** A step of a payment: "Payment authorized", "Visa 1111". */
export function paymentWords(payment: ToldPayment, event: ToldEvent): MoneyWords {
  const draft = ofEvent(payment, event)
  // What was started says the amount, which has a column of its own.
  const more = event.to === 'submitting' ? null : draft.detail
  return {
    ...words(draft),
    title: aboutPayment(draft.title),
    detail: more ? `${accountOf(payment)}. ${more}` : accountOf(payment),
  }
}

/** A void or refund that was asked for, one that wasn't done, and a credit that arrived. */
export const reversalWordsOf = (
  payment: Parameters<typeof ofReversal>[0],
  reversal: ToldReversal,
): (MoneyWords & { isRequest: boolean })[] =>
  ofReversal(payment, reversal).map((draft) => {
    const isRequest = draft.id === reversal.id
    const more = isRequest ? null : draft.detail
    return {
      ...words(draft),
      isRequest,
      title: aboutPayment(draft.title),
      detail: more ? `${accountOf(payment)}. ${more}` : accountOf(payment),
      note: isRequest ? reversal.note : null,
    }
  })

/** An email: "Receipt sent", "To olivia@example.com". */
export const emailWords = (email: ToldEmail, method: PaymentMethod | null): MoneyWords => words(ofEmail(email, method))

type ToldEntry = Pick<
  RecordedPayment,
  'id' | 'createdAt' | 'method' | 'reference' | 'receivedOn' | 'note' | 'correctsId' | 'cameBack' | 'recordedByName'
>

/** A recorded payment or its counter-entry: "Check 1042 recorded". */
export function recordedWords(entry: ToldEntry): MoneyWords {
  const { id, createdAt, correctsId, cameBack, note, recordedByName } = entry
  const day = formatDay(dateToDay(entry.receivedOn))
  const [verb, detail] =
    correctsId === null
      ? ['recorded', `Received ${day}`]
      : cameBack
        ? ['came back', `Came back ${day}`]
        : ['corrected', 'Reverses an earlier entry']
  return { id, at: createdAt, title: `${recordedName(entry)} ${verb}`, detail, note, who: recordedByName }
}
