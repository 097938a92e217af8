import { PILL_ICONS } from '@/components/payments/pill-icons'
import { paymentPill } from '@/components/payments/pills'
import { StatusPill } from '@/components/ui/status-pill'

type Props = {
  payment: Parameters<typeof paymentPill>[0]
  /** The status in the words of whoever reads it. */
  labelOf?: (label: string) => string
}

/** A payment's status: word, icon and background color. */
export function PaymentPill({ payment, labelOf = (label) => label }: Props) {
  const { label, tone, icon } = paymentPill(payment)
  return (
    <StatusPill tone={tone} icon={PILL_ICONS[icon]}>
      {labelOf(label)}
    </StatusPill>
  )
}
