'use client'

import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import type { Icon } from '@/components/icons/icon'
import { CreditCard, Landmark } from '@/components/icons/paying'
import { Link } from '@/components/link'
import { FieldError } from '@/components/ui/field'
import { useWords } from '@/components/words'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { useDialogWords } from './dialog-words-context'
import { idOf, type PaymentFields } from './use-payment-form'

type Props = { form: PaymentFields; opened: PaymentForm; orgSlug: string }

/** What to pay with: a saved account, a new card, or a new bank account. */
export function MethodChoice({ form, opened, orgSlug }: Props) {
  const group = useId()
  const words = useDialogWords()
  const { say, known } = useWords()
  const { choose } = form
  const { method, savedAccountId } = form.values
  const error = form.errors.savedAccountId
  const { savedAccounts, customerId } = opened
  const saved = savedAccounts.length > 0
  return (
    <fieldset
      id={idOf('savedAccountId')}
      tabIndex={-1}
      aria-describedby={error && `${group}-error`}
      className="flex min-w-0 flex-col gap-2 outline-none"
    >
      <legend className="mb-1.5 font-medium">{say('Pay with')}</legend>
      {savedAccounts.map((account) => (
        <Choice
          key={account.id}
          name={group}
          icon={account.method === 'card' ? CreditCard : Landmark}
          label={known(`${account.label} ${account.lastFour}`)}
          checked={method === 'saved' && savedAccountId === account.id}
          disabled={account.isExpired}
          onChoose={() => choose({ method: 'saved', savedAccountId: account.id })}
        >
          {account.isExpired
            ? say('Expired {date}', { date: account.expiry ?? '' })
            : account.expiry && say('Expires {date}', { date: account.expiry })}
          {account.isDefault && `${account.expiry ? ' · ' : ''}${say('Default')}`}
        </Choice>
      ))}
      <div className="grid gap-2 min-[22rem]:grid-cols-2">
        <Choice
          name={group}
          icon={CreditCard}
          label={say(saved ? 'New card' : 'Card')}
          checked={method === 'card'}
          onChoose={() => choose({ method: 'card' })}
        />
        <Choice
          name={group}
          icon={Landmark}
          label={say(saved ? 'New bank account' : 'Bank account')}
          checked={method === 'bank'}
          onChoose={() => choose({ method: 'bank' })}
        />
      </div>
      {error && <FieldError id={group}>{known(error)}</FieldError>}
      {savedAccounts.some(({ isExpired }) => isExpired) && (
        <p className="text-sm text-ink-muted">
          {words.customer ? (
            words.customer.expired
          ) : (
            <>
              Does the customer have a new expiration date for an expired card? Enter it on the{' '}
              <Link href={`/orgs/${orgSlug}/customers/${customerId}#accounts`} target="_blank" className="text-link">
                customer’s page
              </Link>
              .
            </>
          )}
        </p>
      )}
    </fieldset>
  )
}

type ChoiceProps = {
  name: string
  icon: Icon
  label: string
  checked: boolean
  disabled?: boolean
  /** One of three beside each other: with its icon only where there is room, on a tablet. */
  tight?: boolean
  onChoose: () => void
  /** A few words about it: its expiration date. */
  children?: ReactNode
}

/** One radio button as large as a thumb. */
export function Choice({ name, icon: Icon, label, checked, disabled, tight, onChoose, children }: ChoiceProps) {
  const hint = useId()
  return (
    <label
      className={clsx(
        'flex min-h-12 min-w-0 items-center gap-2 rounded-md border px-2.5 py-2 transition-colors duration-100',
        tight && 'max-sm:px-2',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        checked ? 'border-accent bg-accent-wash ring-1 ring-accent' : 'border-edge bg-sheet',
        disabled ? 'cursor-not-allowed border-dashed' : 'cursor-pointer hover:border-ink',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
        aria-label={label}
        aria-describedby={children ? hint : undefined}
        className="size-5 shrink-0 accent-accent outline-none"
      />
      <Icon
        className={clsx('size-5 shrink-0 text-ink-muted', tight ? 'max-sm:hidden lg:hidden' : 'max-[26rem]:hidden')}
      />
      <span className="min-w-0">
        <span className={clsx('block font-medium wrap-anywhere tabular-nums', disabled && 'text-ink-muted')}>
          {label}
        </span>
        {children && (
          <span id={hint} className="block text-sm text-ink-muted tabular-nums">
            {children}
          </span>
        )}
      </span>
    </label>
  )
}
