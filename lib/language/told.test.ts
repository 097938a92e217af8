import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  canceledMail,
  customerRefundWords,
  mayCancelSentence,
  NO_RIGHT,
  NOT_SIGNED,
  NOT_YOURS,
  noticeWords,
  tooLateWords,
} from '@/lib/canceling/words'
import type { Right } from '@/lib/documents/cancellation'
import { ACTS } from '@/lib/limits/acts'
import { limitRule } from '@/lib/limits/table'
import { limitWords } from '@/lib/limits/words'
import type { Reason } from '@/lib/payments/rules/reason'
import { amountChoices } from '@/lib/payments/take/amount-choices'
import { forCustomer } from '@/lib/payments/words/customer-view'
import { FOR_CUSTOMERS } from '@/lib/payments/words/dialog/customer-dialog'
import { FOR_CUSTOMERS_IN_SPANISH } from '@/lib/payments/words/dialog/customer-dialog-es'
import { viewAnnouncement } from '@/lib/payments/words/dialog/dialog-words'
import { paymentLabel } from '@/lib/payments/words/labels'
import { remediesFor } from '@/lib/payments/words/remedy'
import { heldSentence, owedMovedProblem, owedProblem, settlesSentence } from '@/lib/payments/words/sentences'
import { READER_WORDS, verdictWords } from '@/lib/seal/verify-words'
import { METHODS, PAYMENTS, REASONS, VIEWS } from '@/lib/testing/word-samples'
import { BROWSER } from './es/browser'
import { DIALOG } from './es/dialog'
import { VERIFY } from './es/verify'
import { spanishWords } from './spanish-words'
import { wordsIn } from './words-in'

// What is written in English all over lib, and told to a customer, has Spanish words.

const server = wordsIn('es')
const browser = spanishWords({ ...BROWSER, ...DIALOG })
const ENGLISH = /\b(the|you|your|and|with|this|that|was|were|isn’t|can’t|nothing|again|payment|account|reload)\b/i
const named = /“[^”]*”|Discover|PaySimple|Plumbline|Summit Ridge/g

const isSpanish = (text: string, from: string) => {
  expect(text, from).not.toBe(from)
  expect(text.replace(named, ''), from).not.toMatch(ENGLISH)
}

/** What stands where a template has something filled in. */
function sample(expression: string): string {
  if (/kind/i.test(expression)) return 'agreement'
  if (/callWords/.test(expression)) return 'Call Summit Ridge at (303) 555-0100'
  if (/formatDay/.test(expression)) return 'Nov 29, 2026'
  if (/^words \?/.test(expression)) return ': “No.”'
  if (/[Cc]ents|most/.test(expression)) return '$5.00'
  if (/waitInWords/.test(expression)) return 'WAIT'
  if (/what$/.test(expression)) return ' at $5.00, recorded by Ann'
  if (/\? 'sign'/.test(expression)) return 'signs'
  return /MAX|max/.test(expression) ? '40' : 'Ann'
}

/** The sentences that a file has in quotes. */
function sentencesIn(file: string): string[] {
  const source = readFileSync(file, 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`/g)]
    .map(([, plain, template]) => plain ?? (template ?? '').replace(/\$\{([^}]+)\}/g, (_, what) => sample(what)))
    .filter((text) => /^[A-Z][^\n]* [^\n]*[.?]$/.test(text))
}

/** Told to members alone, or to the company by email. */
const OF_MEMBERS =
  /Settings|your company|Information tab|Mark it as draft|Only a customer is asked|Next: make the agreement|A new version can be sent|Answer by phone|Everybody has signed|Not signed yet by|Enter the name of the person who signs|accepted it at|Plumbline’s support|Only a proposal is accepted|Add the company’s name|A payment schedule in PaySimple|This customer doesn’t exist|A Ann account/

const REFUSING = [
  ...['answer', 'schema', 'saved-accounts'].map((name) => `lib/customer-page/${name}.ts`),
  ...['sign', 'consent', 'lock-signing', 'schema'].map((name) => `lib/signing/${name}.ts`),
  ...['accept-document', 'claimed-total', 'lock-document'].map((name) => `lib/documents/${name}.ts`),
  ...['by-customer', 'take-payment', 'payment-limits', 'payment-form'].map((name) => `lib/payments/take/${name}.ts`),
  ...['manage', 'schema'].map((name) => `lib/payment-accounts/${name}.ts`),
  ...['lib/orgs/input.ts', 'lib/customer-links/ways.ts', 'lib/storable.ts'],
  'app/c/[key]/actions.ts',
]
it.each(REFUSING)('what %s refuses', (file) => {
  const all = sentencesIn(file).filter((text) => !OF_MEMBERS.test(text))
  expect(all.length).toBeGreaterThan(0)
  for (const text of all) isSpanish(server.known(text), text)
})

const TYPED = [
  'lib/payments/take/typed-payment.ts',
  ...['typed-name', 'strokes'].map((name) => `lib/signing/${name}.ts`),
  ...['components/answer-of.ts', 'components/wanted.ts', 'components/unsaved-guard.ts'],
  ...['card', 'bank'].map((name) => `lib/payment-methods/${name}.ts`),
]
it.each(TYPED)('what %s says in the browser', (file) => {
  const all = sentencesIn(file).filter(
    (text) => !/recorded call|The company agreed|authorization form|by email or on/.test(text),
  )
  expect(all.length).toBeGreaterThan(0)
  for (const text of all) isSpanish(browser.known(text), text)
})

it('limits', () => {
  const acts = [
    ...(['customer payment', 'customer dialog', 'customer account change', 'customer PDF'] as const),
    ...(['link opening', 'question'] as const),
  ]
  for (const name of acts.flatMap((act) => [...ACTS[act]]))
    for (const seconds of [1, 60, 61, 5_000, 100_000]) {
      const company = { name: 'Summit Ridge', phone: '3035550100' }
      const text = limitWords(name, 1, seconds, 'Nothing was charged, and what you typed is still here.', company)
      isSpanish(server.known(text), `${limitRule(name).met}: ${text}`)
    }
})

it('payments, and why they were declined', () => {
  for (const view of VIEWS) {
    const { label, words, ...rest } = forCustomer(view, server)
    isSpanish(`${label}.`, `${view.label}.`)
    for (const [key, text] of Object.entries(words ?? {}))
      isSpanish(text, forCustomer(view).words?.[key as 'what'] ?? '')
    isSpanish(
      browser.known(viewAnnouncement({ ...view, ...rest, label, words }, FOR_CUSTOMERS_IN_SPANISH.checking)),
      '',
    )
  }
  for (const payment of PAYMENTS) isSpanish(server.known(paymentLabel(payment).label), '')
})

it('what the dialog says of amounts and of another try', () => {
  const balances = [0, 500].flatMap((checkingCents) => [0, 700].map((owedCents) => ({ owedCents, checkingCents })))
  for (const balance of balances) {
    isSpanish(server.known(owedMovedProblem(balance)), owedMovedProblem(balance))
    isSpanish(browser.known(owedProblem(balance)), owedProblem(balance))
  }
  isSpanish(browser.known(heldSentence(700)), heldSentence(700))
  for (const day of ['today', 'martes', 'mar, 1 de dic']) isSpanish(browser.known(settlesSentence(day).trim()), '')
  for (const reason of REASONS)
    for (const method of METHODS)
      for (const isSaved of [true, false])
        for (const { label } of remediesFor(reason as Reason | null, method, isSaved))
          isSpanish(browser.known(label), label)
})

it('the amounts to choose from', () => {
  const balance = { ...BALANCE, owedCents: 1_000, totalCents: 1_000 }
  const asked = { due: { cents: 100, hint: '' }, next: { cents: 200, hint: '' } }
  for (const { label } of [...amountChoices(balance, 10, null), ...amountChoices(balance, null, asked)])
    isSpanish(browser.known(label), label)
})

it('what is found out about a sealed paper', () => {
  const page = spanishWords(VERIFY)
  const at = new Date('2026-11-24T20:14:03Z')
  const known = { at, company: 'Summit Ridge', kind: 'agreement', number: 1007, ordinal: 2, version: 2 } as const
  const PROBLEMS = [
    'too large',
    'no PDF',
    'no seal',
    'seal unreadable',
    'another certificate',
    'changed',
    'added',
  ] as const
  const said = new Set([READER_WORDS])
  for (const problem of [...PROBLEMS, 'not on record', null] as const)
    for (const chain of ['intact', 'broken', 'not checked'] as const)
      for (const isGood of [true, false])
        for (const kind of ['proposal', 'agreement', 'change_order'] as const) {
          const checks = { isOurs: isGood, isWhole: isGood, isUnchanged: isGood, chain, problem, sha256: '' }
          const seal = kind === 'proposal' ? null : { at, isOwnCertificate: true }
          const { title, next, answers } = verdictWords({ ...checks, known: isGood ? { ...known, kind } : null, seal })
          for (const text of [`${title}.`, next, ...answers.flatMap(({ question, words }) => [question, words])])
            said.add(text)
        }
  for (const text of said) if (text !== 'No.') isSpanish(page.known(text), text)
  for (const file of ['app/verify/verify-file.tsx', 'app/verify/verify-result.tsx'])
    for (const [, text] of readFileSync(file, 'utf8').matchAll(/\bsay\('([^']+)'/g))
      expect(Object.keys(VERIFY), file).toContain(text)
})

it.each(['lib/seal/verify-upload.ts', 'lib/orgs/upload.ts', 'components/upload.ts'])(
  'why %s looks at no file',
  (file) => {
    const page = spanishWords(VERIFY)
    const all = sentencesIn(file)
    expect(all.length).toBeGreaterThan(0)
    for (const text of all) for (const wait of WAITS) isSpanish(page.known(text.replace('WAIT', wait)), text)
  },
)
const WAITS = ['1 second', '89 seconds', '10 minutes']

/** The files of a folder, and of those below it, that a browser runs. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .map((name) => `${folder}/${name}`)
    .filter((file) => readFileSync(file, 'utf8').startsWith("'use client'"))

it('what a browser says by itself travels with its page or its dialog', () => {
  const files = [...filesOf('components'), ...filesOf('app/c')].filter((file) => !file.endsWith('words.tsx'))
  const saying = files.filter((file) => /useWords/.test(readFileSync(file, 'utf8')))
  expect(saying.length).toBeGreaterThan(20)
  for (const file of saying) {
    const catalog = file.startsWith('components/payments') ? { ...BROWSER, ...DIALOG } : BROWSER
    const source = readFileSync(file, 'utf8')
    for (const [, said = '', sentence] of source.matchAll(/\bsay\(((?:[^()']|'[^'\n]*')*)\)|\bsentence="([^"]+)"/g)) {
      const texts = sentence ? [sentence] : [...said.matchAll(/'([^'\n]+)'/g)].map(([, text]) => text ?? '')
      for (const text of texts) expect(Object.keys(catalog), file).toContain(text)
    }
  }
})

/** All texts of the words for one reader, as they come, with functions called. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return textsOf(words(...SAMPLE))
  return words !== null && typeof words === 'object'
    ? Object.entries(words).flatMap(([key, value]) => (key === 'autofill' ? [] : textsOf(value)))
    : []
}
const BALANCE = { totalCents: 0, remainingCents: 0, paidCents: 0, checkingCents: 0, owedCents: 0, overpaidCents: 0 }
const EARLIER = { amountCents: 5, accountLabel: 'Visa', lastFour: '1111', takenAt: '2:14', undecided: false }
const SAMPLE = [{ ...BALANCE, ...EARLIER }, 'Summit Ridge', 'card']

it('canceling an agreement', () => {
  const by = { day: '2026-12-03', endsAt: new Date('2026-12-04T07:00:00Z') }
  const later = { day: '2026-12-07', endsAt: new Date('2026-12-08T07:00:00Z') }
  const longer = (['sixty_five', 'disaster'] as const).map((condition) => ({ condition, by: later }))
  const [inTime, after] = [new Date('2026-12-01T00:00:00Z'), new Date('2026-12-05T00:00:00Z')]
  for (const at of [inTime, after])
    for (const some of at === after
      ? [longer, longer.slice(0, 1), longer.slice(1)]
      : [[], longer, longer.slice(0, 1)]) {
      const text = mayCancelSentence({ by, longer: some } as unknown as Right, 'America/Denver', at)
      isSpanish(server.known(text), text)
    }
  for (const way of ['link', 'mail', 'email', 'hand', 'other'] as const)
    for (const receivedOn of way === 'link' ? ['2026-12-01'] : ['2026-12-01', '2026-12-04']) {
      const notice = { way, datedOn: '2026-12-01', receivedOn }
      const words = noticeWords(notice).replace('On the customer’s page', 'Canceled on this page')
      isSpanish(server.known(`${words}.`), `${words}.`)
      for (const heldCents of [0, 500])
        for (const text of canceledMail(notice, heldCents, '2026-12-15').split('\n\n'))
          isSpanish(server.known(text), text)
    }
  for (const [totalCents, refundedCents] of [
    [0, 0],
    [500, 500],
    [500, 100],
  ] as const) {
    const text = customerRefundWords({ totalCents, refundedCents }, '2026-12-15')
    isSpanish(server.known(text), text)
  }
  for (const text of [tooLateWords(by as never, 'America/Denver'), NO_RIGHT, NOT_SIGNED, NOT_YOURS])
    isSpanish(server.known(text), text)
})

it('the words of the dialog for customers', () => {
  const [english, spanish] = [textsOf(FOR_CUSTOMERS), textsOf(FOR_CUSTOMERS_IN_SPANISH)]
  expect(spanish).toHaveLength(english.length)
  for (const [n, text] of spanish.entries()) isSpanish(text, english[n] ?? '')
})
