import 'server-only'
import { dayOf, now } from '@/lib/dates'
import { fold } from '@/lib/fold'
import type { RecordedState } from '@/lib/payments/rules/recorded'
import { recordedLabel } from '@/lib/payments/words/recorded-words'
import { searchWords, wordCents } from '@/lib/search'
import { type DaySearch, findDay } from '@/lib/search-days'
import { all, any, hasWord } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'

/**
 * Matches the recorded payments that a search finds, as a condition on `recorded_payment`, here `entry`: every word of
 * it stands in one of the list's columns. The texts of an entry are one column (`search`), those of its job and customer
 * are the job's; the amount, the state and the days, on which it was received or came back and on which it was recorded,
 * are matched by what they are.
 */
export function recordedSearch(query: string, timeZone: string): Prisma.Sql {
  const folded = fold(query)
  const day = findDay(folded, timeZone, now())
  if (!day) return allWords(query)
  return all([any([...onDay(folded, day, timeZone), allWords(day.text)]), allWords(day.rest)])
}

/** The two days of an entry; only the one that the list says before it: "Received Nov 27, 2026". */
function onDay(folded: string, { text, spans }: DaySearch, timeZone: string): Prisma.Sql[] {
  const [, said = ''] = /(received|back|recorded)\s*$/.exec(folded.slice(0, folded.indexOf(text))) ?? []
  const received = spans.map(
    ({ gte, lt }) => Prisma.sql`(entry.received_on >= ${dayOf(gte, timeZone)}::date
      and entry.received_on < ${dayOf(lt, timeZone)}::date)`,
  )
  const recorded = spans.map(({ gte, lt }) => Prisma.sql`(entry.created_at >= ${gte} and entry.created_at < ${lt})`)
  return [...(said === 'recorded' ? [] : received), ...(said === '' || said === 'recorded' ? recorded : [])]
}

const allWords = (text: string): Prisma.Sql => all(searchWords(text).map(matchesWord))

function matchesWord(word: string): Prisma.Sql {
  // The list shows a counter-entry as "-$90.00", and who searches for $90.00 may mean both.
  const cents = wordCents(word.replace(/^-/, ''))
  const amounts = cents === null ? [] : word.startsWith('-') ? [-cents] : [cents, -cents]
  const ofJob = hasWord(Prisma.sql`job.search`, word)
  return any([
    hasWord(Prisma.sql`entry.search`, word),
    Prisma.sql`exists (select from job where job.org_id = entry.org_id and job.id = entry.job_id and ${ofJob})`,
    ...amounts.map((amount) => Prisma.sql`entry.amount_cents = ${amount}`),
    ...inState(word),
  ])
}

const corrected = (cameBack: Prisma.Sql) => Prisma.sql`exists (select from recorded_payment counter
  where counter.org_id = entry.org_id and counter.corrects_id = entry.id and ${cameBack})`

const IN_STATE: Record<RecordedState, Prisma.Sql> = {
  counts: Prisma.sql`(entry.corrects_id is null and not ${corrected(Prisma.sql`true`)})`,
  corrected: Prisma.sql`(entry.corrects_id is null and ${corrected(Prisma.sql`not counter.came_back`)})`,
  returned: Prisma.sql`(entry.corrects_id is null and ${corrected(Prisma.sql`counter.came_back`)})`,
  counter: Prisma.sql`(entry.corrects_id is not null and not entry.came_back)`,
  return: Prisma.sql`(entry.corrects_id is not null and entry.came_back)`,
}

/** The conditions for a word of what the list says of an entry's state: "Recorded", "Correction". */
const inState = (word: string): Prisma.Sql[] =>
  word.length < 3
    ? []
    : (Object.keys(IN_STATE) as RecordedState[])
        .filter((state) => recordedLabel(state).label.toLowerCase().startsWith(word))
        .map((state) => IN_STATE[state])
