'use client'

import { History } from '@/components/icons/paying'
import { Button } from '@/components/ui/button'
import { useResultFocus } from '@/components/ui/use-result-focus'
import { useWords } from '@/components/words'
import type { EarlierPayment } from '@/lib/payments/words/payment-view'
import { useDialogWords } from './dialog-words-context'
import { FirstPaymentLink } from './first-payment'

type Props = {
  earlier: EarlierPayment
  orgSlug: string
  onStop: () => void
  onBack: () => void
  onChargeAgain: () => void
}

/** Asks whether a second payment is meant. Nothing has been sent yet. */
export function RepeatQuestion({ earlier, orgSlug, onStop, onBack, onChargeAgain }: Props) {
  const { customer } = useDialogWords()
  const words = earlier.question
  const { say } = useWords()
  const heading = useResultFocus()
  return (
    <div className="flex flex-col gap-6">
      <div className="-mx-5 -mt-5 bg-warning-wash px-5 py-6 sm:-mx-6 sm:px-6">
        <p className="mb-2 flex items-center gap-2 font-semibold text-warning">
          <History className="size-6 shrink-0" />
          {words.label}
        </p>
        <h3
          ref={heading}
          tabIndex={-1}
          className="text-2xl leading-tight font-semibold tracking-tight text-pretty outline-none"
        >
          {words.title}
        </h3>
        <p className="mt-2">{words.what}</p>
      </div>
      <p>{words.next}</p>
      <FirstPaymentLink orgSlug={customer ? null : orgSlug} earlier={earlier} />
      <div className="flex flex-col gap-2">
        <Button variant="primary" size="lg" className="w-full whitespace-normal!" onClick={onStop}>
          {words.stop}
        </Button>
        <Button size="lg" className="w-full whitespace-normal!" onClick={onChargeAgain}>
          {words.again}
        </Button>
        <Button variant="ghost" className="w-full" onClick={onBack}>
          {say('Back to the form')}
        </Button>
      </div>
    </div>
  )
}
