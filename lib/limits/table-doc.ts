import { formatCents } from '@/lib/money'
import { ACTS, type Act, AFTER_A_DECLINE, BURST } from './acts'
import { PASSWORD_ABOVE } from './amounts'
import { LIMITS, type LimitName, type LimitRule, limitRule } from './table'

// docs/limits.md, made from the table. A test holds the two together.

const SUBJECTS: Record<LimitRule['of'], string> = {
  card: 'a card or bank account',
  'card here': 'a card or bank account in a company',
  member: 'a member',
  link: 'a customer’s link',
  job: 'a job',
  payment: 'a payment',
  account: 'a saved card or bank account',
  address: 'an IP address in a company (IPv6: its /64)',
  inbox: 'a recipient in a company',
  company: 'a company',
}

const ACT_WORDS: Record<Act, string> = {
  payment: 'Taking a payment',
  'customer payment': 'A customer paying by their link',
  'recorded receipt': 'A receipt for a check or cash',
  reversal: 'Voids, refunds, recharges',
  'account change': 'Changing a saved card or bank account',
  'customer account change': 'A customer changing or removing a saved card or bank account',
  dialog: 'Preparing a payment while Make Payment is open',
  'customer dialog': 'Preparing a payment while a customer has the form open',
  check: 'Checking with PaySimple',
  'test call': 'The API Test Tool',
  'moving test call': 'The API Test Tool, where money moves',
  credentials: 'Entering PaySimple credentials',
  email: 'Sending an email by hand',
  'link email': 'Emailing a customer their link',
  'link opening': 'A customer opening their link',
  'link stream': 'Live pages of customers',
  question: 'A customer asking about a paper',
  'customer PDF': 'A customer downloading a paper or receipt as a PDF',
  invitation: 'Inviting somebody to the team, and sending an invitation again',
  logo: 'Choosing a logo for the company',
  photo: 'Adding a photo to a job',
  'price import': 'Reading a file for the price book, and importing it',
  export: 'Exporting payments, the log or the price book',
  search: 'Searching',
  stream: 'Live pages',
}

/** "24 hours", "1 hour", "10 minutes" */
const time = (seconds: number): string => {
  const minutes = seconds / 60
  const [many, word] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute']
  return `${many} ${word}${many === 1 ? '' : 's'}`
}

const dollars = (cents: number) => formatCents(cents).replace(/\.00$/, '')

function row(name: LimitName): string {
  const { of, most, seconds, what, lifts } = limitRule(name)
  return `| \`${name}\` | ${SUBJECTS[of]} | ${what} | ${most.toLocaleString('en-US')} in ${time(seconds)} | ${lifts} |`
}

/** The table as people read it. */
export function limitsDoc(): string {
  const acts = Object.entries(ACTS) as [Act, readonly LimitName[]][]
  const { contractor, manager, draft, elsewhere } = PASSWORD_ABOVE
  return `# Limits

Made from [lib/limits/table.ts](../lib/limits/table.ts) by a test, which fails where the two differ
(\`npx vitest run --project pure lib/limits/table.test.ts -u\` writes it again).

Whatever reaches outside (PaySimple, mailboxes, other people's time) is counted in PostgreSQL before it happens, so it
counts over all processes and restarts. One statement counts a try under all of its limits, or under none where one of
them is over: a refused try costs nobody anything. What can't be counted is refused. A payment that was begun is never
stopped: the same form again gets its outcome, whatever the limits say.

- A time begins with the first try and ends by itself. An owner ends most limits sooner under **Settings → Limits**, with
  the password, and it's in the audit log and the security log.
- Everything is counted within one company, so that nobody uses up what is another one's. Only a card's or bank account's
  declines count over all companies; saved ones are counted by their own ids, so a stolen number stops none of them.
- Numbers, people and addresses are kept as keyed hashes only.
- A contractor's day (40 payments, 10 declines, 60 dialogs, 300 searches, 3 tabs on 2 devices), and that of an office of
  six behind one address, meets none of them.
- A company that needs more has a factor: \`update org set limit_factor = 3 where slug = '…'\` as the database's owner. The
  security log has it.
- A card's declines end early only for an operator, who names the company that met them: \`delete from limit_count where key
  in (select key from limit_lock join org on id = org_id where slug = '…' and name = 'card_declines')\`.

## What counts against what
| act | limits |
|---|---|
${acts.map(([act, names]) => `| ${ACT_WORDS[act]} | ${names.map((name) => `\`${name}\``).join(', ')} |`).join('\n')}

## The limits
| limit | of | counts | most | ended sooner by |
|---|---|---|---|---|
${(Object.keys(LIMITS) as LimitName[]).map(row).join('\n')}

A card's declines are counted before its charge and returned when it's paid, so many tries at once are no more than one
after the other. They count in a row: a card that is paid begins again.

Customers have limits of their own, so nobody at the company is held up by what happens at a link; a job's tries, declines and
cards count for both. ${AFTER_A_DECLINE.map((name) => `\`${name}\``).join(' and ')}
count a try only at a link at which something was declined within the day: an honest payer at the same company or address
as somebody who tries stolen cards pays at once.

## Alarms
The first limit that is met within an hour, and ${BURST.declines} declines of different cards by one member within ${time(BURST.seconds)},
alarm the company's owners, each at most once an hour.

## Amounts
| | owner, admin | everybody else |
|---|---|---|
| the password again, for a payment above | ${dollars(manager.payment)} | ${dollars(contractor.payment)} |
| the password again, above a member's sum of 24 hours of | ${dollars(manager.day)} | ${dollars(contractor.day)} |
| the password again, while the job's price is a draft's, above | ${dollars(draft)} | ${dollars(draft)} |
| the password again, where a saved account pays on a job it hasn't paid on, above | ${dollars(elsewhere)} | ${dollars(elsewhere)} |
| no payment above | the company's own top, $500,000 until an owner changes it | the same |
`
}
