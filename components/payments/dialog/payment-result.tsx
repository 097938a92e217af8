'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { SignInElsewhere } from '@/components/form'
import type { Icon } from '@/components/icons/icon'
import { FileText } from '@/components/icons/paying'
import { CircleMinus, CircleX, Clock, Send, Undo2 } from '@/components/icons/states'
import { CircleCheck } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { Button, buttonClass } from '@/components/ui/button'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { useResultFocus } from '@/components/ui/use-result-focus'
import { useWords } from '@/components/words'
import type { Words } from '@/lib/language/say'
import { formatCents } from '@/lib/money'
import { resultLabel } from '@/lib/payments/words/dialog/dialog-words'
import type { PaymentView } from '@/lib/payments/words/payment-view'
import { type Remedy, remediesFor } from '@/lib/payments/words/remedy'
import { receiptTo, VIEW_RECEIPT } from '@/lib/payments/words/screen'
import { accountOf, amountOn, chargeOf, settlesSentence } from '@/lib/payments/words/sentences'
import { useDialogWords } from './dialog-words-context'
import { FirstPayment } from './first-payment'
import type { Trouble } from './payment-state'

const STATES = {
  authorized: { icon: CircleCheck, ink: 'text-success', wash: 'bg-success-wash' },
  submitted: { icon: Send, ink: 'text-success', wash: 'bg-success-wash' },
  declined: { icon: CircleX, ink: 'text-danger', wash: 'bg-danger-wash' },
  not_taken: { icon: CircleMinus, ink: 'text-ink', wash: 'bg-paper' },
  reversed: { icon: Undo2, ink: 'text-ink', wash: 'bg-paper' },
  checking: { icon: Clock, ink: 'text-warning', wash: 'bg-warning-wash' },
} satisfies Record<PaymentView['state'] | 'submitted', { icon: Icon; ink: string; wash: string }>

type HeadProps = { view: PaymentView | null; title: ReactNode; children?: ReactNode }

function stateOf(view: PaymentView | null): keyof typeof STATES {
  if (view === null) return 'checking'
  return view.state === 'authorized' && view.method === 'bank' ? 'submitted' : view.state
}

/** The head of a result: icon and word, a heading that takes the focus when it appears, and one sentence. */
function ResultHead({ view, title, children }: HeadProps) {
  const { icon: Icon, ink, wash } = STATES[stateOf(view)]
  const heading = useResultFocus()
  const { checking } = useDialogWords()
  const { known } = useWords()
  return (
    <div className={clsx('-mx-5 -mt-5 px-5 py-6 sm:-mx-6 sm:px-6', wash)}>
      <p className={clsx('mb-2 flex items-center gap-2 font-semibold', ink)}>
        <Icon className="size-6 shrink-0" />
        {known(resultLabel(view, checking))}
      </p>
      <h3
        ref={heading}
        tabIndex={-1}
        className="text-2xl leading-tight font-semibold tracking-tight text-pretty outline-none"
      >
        {title}
      </h3>
      {children && <p className="mt-2">{children}</p>}
    </div>
  )
}

type Fact = { label: string; value: ReactNode }

/** Facts about a payment, one per line. */
function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className="border-y">
      {items.map(({ label, value }) => (
        <div key={label} className="flex justify-between gap-6 border-t py-2.5 first:border-t-0">
          <dt className="shrink-0 text-ink-muted">{label}</dt>
          <dd className="min-w-0 text-right wrap-anywhere tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const referenceOf = ({ reference }: PaymentView, { say }: Words): Fact[] =>
  reference ? [{ label: say('PaySimple reference'), value: reference }] : []

const amountFact = (view: PaymentView, { say, known }: Words): Fact => ({
  label: say('Amount'),
  value: known(chargeOf(view)),
})

/** "$1,500.00 on Visa 1111. Settles about Tuesday.", with a card’s name and digits on one line. */
function TakenTitle({ view }: { view: PaymentView }) {
  const { known } = useWords()
  const settles = settlesSentence(view.settles).trim()
  return (
    <>
      {known(amountOn(view))}{' '}
      <span className={view.method === 'card' ? 'whitespace-nowrap' : undefined}>{known(accountOf(view))}.</span>
      {settles && ` ${known(settles)}`}
    </>
  )
}

type TakenProps = {
  view: PaymentView
  /** What was owed before this payment. */
  owedCents: number
  orgSlug: string
  jobNumber: number
  onDone: () => void
}

/** Authorized by the card's bank, or submitted to a bank that hasn't seen it yet. */
export function Taken({ view, owedCents, orgSlug, jobNumber, onDone }: TakenProps) {
  const byCard = view.method === 'card'
  const words = useDialogWords()
  const spoken = useWords()
  const { say, known } = spoken
  return (
    <div className="flex flex-col gap-6">
      <ResultHead view={view} title={<TakenTitle view={view} />} />
      <Facts
        items={[
          { label: say(byCard ? 'Paid now' : 'Submitted now'), value: formatCents(view.amountCents) },
          { label: say('Balance due'), value: formatCents(Math.max(0, owedCents - view.amountCents)) },
          {
            label: say('Receipt'),
            value: known(receiptTo(view.receiptEmail)),
          },
          ...referenceOf(view, spoken),
        ]}
      />
      <p className="text-ink-muted">{words.takenNote[view.method]}</p>
      <Actions>
        <Button variant="primary" size="lg" onClick={onDone}>
          {say('Done')}
        </Button>
        {!words.customer && (
          <Link href={`/orgs/${orgSlug}/payments/${view.id}/receipt`} className={buttonClass('secondary', 'lg')}>
            <FileText className="size-5" />
            {VIEW_RECEIPT}
          </Link>
        )}
      </Actions>
      {!words.customer && (
        <p className="text-sm text-ink-muted">
          Track it on the{' '}
          <Link href={`/orgs/${orgSlug}/payments/${view.id}`} className="text-link">
            payment page
          </Link>{' '}
          or the{' '}
          <Link href={`/orgs/${orgSlug}/jobs/${jobNumber}/information#payment`} className="text-link">
            job
          </Link>
          .
        </p>
      )}
    </div>
  )
}

type ReversedProps = { orgSlug: string; view: PaymentView; onDone: () => void }

/** Authorized, then voided, refunded, returned or charged back while the dialog was open. */
export function Reversed({ orgSlug, view, onDone }: ReversedProps) {
  const { customer } = useDialogWords()
  const words = useWords()
  return (
    <div className="flex flex-col gap-6">
      <ResultHead view={view} title={view.words?.title}>
        {view.words?.what}
      </ResultHead>
      <p>{view.words?.next}</p>
      <Facts items={[amountFact(view, words), ...referenceOf(view, words)]} />
      <Actions>
        <Button variant="primary" size="lg" onClick={onDone}>
          {words.say('Close')}
        </Button>
        {!customer && (
          <Link href={`/orgs/${orgSlug}/payments/${view.id}`} className={buttonClass('secondary', 'lg')}>
            See the payment
          </Link>
        )}
      </Actions>
    </div>
  )
}

type NotChargedProps = {
  orgSlug: string
  view: PaymentView
  reopening: boolean
  /** Why the form didn’t open again, or null. */
  problem: string | null
  /** It was paid with a saved account. */
  isSaved: boolean
  onAgain: (remedy: Remedy) => void
  onDone: () => void
}

/** Declined or not charged. */
export function NotCharged({ orgSlug, view, reopening, problem, isSaved, onAgain, onDone }: NotChargedProps) {
  const { customer } = useDialogWords()
  const words = useWords()
  const { say, known } = words
  const remedies = remediesFor(view.reason, view.method, isSaved)
  return (
    <div className="flex flex-col gap-6">
      <ResultHead view={view} title={view.words?.title ?? say('Nothing was charged')}>
        {view.words?.what}
      </ResultHead>
      <div>
        <p className="font-semibold">{say('What to do now')}</p>
        <p>{view.words?.next}</p>
      </div>
      {view.earlier && <FirstPayment earlier={view.earlier} orgSlug={customer ? null : orgSlug} />}
      <Facts items={[amountFact(view, words), ...referenceOf(view, words)]} />
      {problem && (
        <p role="alert" className="rounded-md border-2 border-danger px-4 py-3 font-medium text-danger">
          {known(problem)}
        </p>
      )}
      <Actions>
        {remedies.map((remedy, index) => (
          <Button
            key={remedy.label}
            variant={index === 0 ? 'primary' : 'secondary'}
            size="lg"
            pending={reopening}
            onClick={() => onAgain(remedy)}
          >
            {known(remedy.label)}
          </Button>
        ))}
        <Button variant="ghost" size="lg" onClick={onDone}>
          {say('Close')}
        </Button>
      </Actions>
    </div>
  )
}

type CheckingProps = { orgSlug: string; view: PaymentView | null; trouble: Trouble; onDone: () => void }

/** Unconfirmed. Another result replaces this one once PaySimple confirms the payment. */
export function Checking({ orgSlug, view, trouble, onDone }: CheckingProps) {
  const { customer, unheard, troubles } = useDialogWords()
  const spoken = useWords()
  const words = view?.words ?? unheard
  return (
    <div className="flex flex-col gap-6">
      <ResultHead view={view} title={words.title}>
        {words.what}
      </ResultHead>
      <p>{words.next}</p>
      {trouble && (
        <div role="alert" className="rounded-md border-2 border-danger px-4 py-3 font-medium text-danger">
          {troubles[trouble]}
          {trouble === 'signed_out' && !customer && <SignInElsewhere />}
        </div>
      )}
      {view && (
        <>
          {view.earlier && <FirstPayment earlier={view.earlier} orgSlug={customer ? null : orgSlug} />}
          <Facts items={[amountFact(view, spoken), ...referenceOf(view, spoken)]} />
          <p className="text-ink-muted">
            {customer?.closeNote ?? (
              <>
                You can close this. The result also appears on{' '}
                <Link href={`/orgs/${orgSlug}/payments/${view.id}`} className="text-link">
                  this payment’s page
                </Link>{' '}
                and on the job’s Information tab.
              </>
            )}
          </p>
          <Actions>
            <Button size="lg" onClick={onDone}>
              {spoken.say('Close')}
            </Button>
          </Actions>
        </>
      )}
    </div>
  )
}

function Actions({ children }: { children: ReactNode }) {
  return <DialogButtons className="*:w-full sm:*:w-auto">{children}</DialogButtons>
}
