'use client'

import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Field, Input } from '@/components/ui/field'
import { useWords } from '@/components/words'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'

type Props = Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'id'> & {
  id: string
  label: string
  hint: ReactNode
  error: string | undefined
  /** Dollars as typed. */
  value: string
  onType: (text: string) => void
  /** The amounts that are pressed instead of typed. */
  choices: readonly { label: string; cents: number }[]
}

/** An amount of money, typed or chosen. A chosen amount shows in the field, so a choice shows its name alone. */
export function AmountInput({ id, label, hint, error, value, onType, choices, onBlur, ...props }: Props) {
  const cents = parseCents(value)
  const { say } = useWords()
  return (
    <div className="flex flex-col gap-2">
      <Field id={id} label={label} hint={hint} error={error}>
        <div className="relative">
          <span aria-hidden className="absolute inset-y-0 left-3 flex items-center text-2xl font-semibold">
            $
          </span>
          <Input
            autoComplete="off"
            {...props}
            value={value}
            inputMode="decimal"
            enterKeyHint="next"
            onChange={(event) => onType(event.target.value)}
            onBlur={(event) => {
              if (cents !== null) onType(formatCentsPlain(cents))
              onBlur?.(event)
            }}
            className="h-13 pl-8 text-2xl! font-semibold tabular-nums"
          />
        </div>
      </Field>
      <fieldset className="grid min-w-0 grid-cols-[repeat(auto-fit,minmax(6rem,1fr))] gap-2 not-has-[button]:hidden">
        <legend className="sr-only">{say('Amounts to choose from')}</legend>
        {choices.map((choice) => (
          <button
            key={choice.label}
            type="button"
            aria-pressed={choice.cents === cents}
            aria-label={`${choice.label}, ${formatCents(choice.cents)}`}
            onClick={() => onType(formatCentsPlain(choice.cents))}
            className={clsx(
              'min-h-11 rounded-md border px-1 font-medium transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-60',
              choice.cents === cents
                ? 'border-accent bg-accent-wash text-accent-strong ring-1 ring-accent'
                : 'border-edge bg-sheet hover:border-ink',
            )}
          >
            {choice.label}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
