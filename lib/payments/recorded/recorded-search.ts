import 'server-only'
import { dayOf, dayToDate, now } from '@/lib/dates'
import { fold } from '@/lib/fold'
import { recordedLabel, recordedName } from '@/lib/payments/words/recorded-words'
import { hasWord, searchWords, wordCents } from '@/lib/search'
import { findDay } from '@/lib/search-days'
import type { Prisma } from '@/prisma/generated/client'
import { RecordedMethod } from '@/prisma/generated/enums'

/**
 * Matches the recorded payments that a search finds: every word of it stands in the job or its customer, in what the
 * list says of how it was paid, or is its amount or the day it was received.
 */
export function recordedSearch(query: string, timeZone: string): Prisma.RecordedPaymentWhereInput {
  const day = findDay(fold(query), timeZone, now())
  if (!day) return allWords(query)
  const onDay = {
    OR: [
      ...day.spans.map(({ gte, lt }) => ({
        receivedOn: { gte: dayToDate(dayOf(gte, timeZone)), lt: dayToDate(dayOf(lt, timeZone)) },
      })),
      allWords(day.text),
    ],
  }
  return { AND: [onDay, allWords(day.rest)] }
}

const allWords = (text: string): Prisma.RecordedPaymentWhereInput => ({ AND: searchWords(text).map(matchesWord) })

function matchesWord(word: string): Prisma.RecordedPaymentWhereInput {
  const cents = wordCents(word)
  return {
    OR: [
      { job: hasWord(word) },
      { reference: { contains: word, mode: 'insensitive' } },
      ...(cents === null ? [] : [{ amountCents: { in: [cents, -cents] } }]),
      ...methodsOf(word).map((method) => ({ method })),
      ...(word.length > 2 && recordedLabel('counts').label.toLowerCase().startsWith(word) ? [{}] : []),
    ],
  }
}

const methodsOf = (word: string) =>
  Object.values(RecordedMethod).filter((method) =>
    recordedName({ method, reference: null }).toLowerCase().split(' ').includes(word),
  )
