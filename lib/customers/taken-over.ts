import { type Address, formatAddress, formatPhone } from '@/lib/contact'
import { type CustomerInput, customerName, MAX_NOTES } from './schema'

// What a merge takes over from the customer who goes. Pure.

/** What the one that stays takes over. */
export type TakenOver = {
  /** What is written to it. */
  data: Partial<CustomerInput>
  /** What it lacks, in words: "Email olivia@example.com". */
  fills: string[]
  /** What goes into its notes because it has its own, in words. */
  noted: string[]
  /** Why they can't be merged as they are, in words; null where they can. */
  problem: string | null
}

type Field = { label: string; kept: string | null; merged: string | null; data: Partial<CustomerInput> }

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Whether notes have this text already, and not as a part of a longer word: "a@b.co" isn't in "aa@b.com". */
const mentions = (notes: string, text: string) =>
  new RegExp(`(?<![\\w.@+-])${text.replace(/[^\w\s]/g, '\\$&')}(?![\\w.@+-])`, 'i').test(notes)

/** Whether these notes are a part of those that a merge before has joined. */
const hasParagraph = (notes: string, part: string) => `\n\n${notes}\n\n`.includes(`\n\n${part}\n\n`)

/**
 * Nothing of the one that goes is lost: what the other lacks is filled in, an address whole or not at all, and what it has
 * already is kept in its notes, after both notes.
 */
export function takenOver(keep: CustomerInput, merged: CustomerInput): TakenOver {
  const { company, email, phone, street, city, state, zip } = merged
  const address: Address = { street, city, state, zip }
  const fields: Field[] = [
    { label: 'Company', kept: keep.company, merged: company, data: { company } },
    { label: 'Email', kept: keep.email, merged: email, data: { email } },
    {
      label: 'Phone',
      kept: keep.phone && formatPhone(keep.phone),
      merged: phone && formatPhone(phone),
      data: { phone },
    },
    { label: 'Address', kept: formatAddress(keep), merged: formatAddress(address), data: address },
  ]
  const filled = fields.filter(({ kept, merged: theirs }) => theirs && !kept)
  const words = ({ label, merged: theirs }: Field) => `${label} ${theirs}`

  const addsNotes = merged.notes !== null && !hasParagraph(keep.notes ?? '', merged.notes)
  const notes = [keep.notes, addsNotes && merged.notes].filter(Boolean).join('\n\n')
  const isNoted = ({ kept, merged: theirs }: Field) => theirs && kept && !same(kept, theirs) && !mentions(notes, theirs)
  const noted = fields.filter(isNoted).map(words)
  const name = customerName(merged)
  const isOtherName = !same(name, customerName(keep)) && !mentions(notes, name)
  const from = noted.length > 0 || isOtherName ? [`Merged from ${[name, ...noted].join(', ')}`] : []
  const all = [notes, ...from].filter(Boolean).join('\n\n')
  const problem =
    all.length > MAX_NOTES
      ? `The notes of both together would have ${all.length} characters, and a customer’s can have at most ${MAX_NOTES}. Shorten the notes of one of them first.`
      : null
  return {
    data: {
      ...Object.assign({}, ...filled.map(({ data }) => data)),
      ...(all !== (keep.notes ?? '') && { notes: all }),
    },
    fills: [...filled.map(words), ...(addsNotes ? ['The notes'] : [])],
    noted: isOtherName ? [`Name ${name}`, ...noted] : noted,
    problem,
  }
}
