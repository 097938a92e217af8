import 'server-only'
import { dayOf, dayToDate, now } from '@/lib/dates'
import { fold } from '@/lib/fold'
import type { RecordedState } from '@/lib/payments/rules/recorded'
import { recordedLabel } from '@/lib/payments/words/recorded-words'
import { hasWord, searchWords, wordCents } from '@/lib/search'
import { type DaySearch, findDay, type Span } from '@/lib/search-days'
import type { Prisma } from '@/prisma/generated/client'

/**
 * Matches the recorded payments that a search finds: every word of it stands in one of the list's columns. The texts of
 * an entry are one column (`search`), those of its job and customer are the job's; the amount, the state and the days, on
 * which it was received or came back and on which it was recorded, are matched by what they are.
 */
export function recordedSearch(query: string, timeZone: string): Prisma.RecordedPaymentWhereInput {
  const folded = fold(query)
  const day = findDay(folded, timeZone, now())
  if (!day) return allWords(query)
  return { AND: [{ OR: [...onDay(folded, day, timeZone), allWords(day.text)] }, allWords(day.rest)] }
}

/** The two days of an entry; only the one that the list says before it: "Received Nov 27, 2026". */
function onDay(folded: string, { text, spans }: DaySearch, timeZone: string): Prisma.RecordedPaymentWhereInput[] {
  const [, said = ''] = /(received|back|recorded)\s*$/.exec(folded.slice(0, folded.indexOf(text))) ?? []
  const dayIn = ({ gte, lt }: Span) => ({ gte: dayToDate(dayOf(gte, timeZone)), lt: dayToDate(dayOf(lt, timeZone)) })
  return [
    ...(said === 'recorded' ? [] : spans.map((span) => ({ receivedOn: dayIn(span) }))),
    ...(said === '' || said === 'recorded' ? spans.map((createdAt) => ({ createdAt })) : []),
  ]
}

const allWords = (text: string): Prisma.RecordedPaymentWhereInput => ({ AND: searchWords(text).map(matchesWord) })

function matchesWord(word: string): Prisma.RecordedPaymentWhereInput {
  // The list shows a counter-entry as "-$90.00", and who searches for $90.00 may mean both.
  const cents = wordCents(word.replace(/^-/, ''))
  const amounts = cents === null ? [] : word.startsWith('-') ? [-cents] : [cents, -cents]
  return {
    OR: [
      hasWord(word),
      { job: hasWord(word) },
      ...(amounts.length > 0 ? [{ amountCents: { in: amounts } }] : []),
      ...inState(word),
    ],
  }
}

const IN_STATE: Record<RecordedState, Prisma.RecordedPaymentWhereInput> = {
  counts: { correctsId: null, correction: { is: null } },
  corrected: { correctsId: null, correction: { is: { cameBack: false } } },
  returned: { correctsId: null, correction: { is: { cameBack: true } } },
  counter: { correctsId: { not: null }, cameBack: false },
  return: { correctsId: { not: null }, cameBack: true },
}

/** The filters for a word of what the list says of an entry's state: "Recorded", "Correction". */
const inState = (word: string): Prisma.RecordedPaymentWhereInput[] =>
  word.length < 3
    ? []
    : (Object.keys(IN_STATE) as RecordedState[])
        .filter((state) => recordedLabel(state).label.toLowerCase().startsWith(word))
        .map((state) => IN_STATE[state])
