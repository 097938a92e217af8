import {
  BanknoteX,
  CheckCheck,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  MinusCircle,
  Send,
  ShieldAlert,
  Undo2,
} from 'lucide-react'
import { StatusPill } from '@/components/ui/status-pill'
import { isUnclear } from '@/lib/payments/rules/status'
import { paymentLabel } from '@/lib/payments/words/labels'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'

const ICONS: Record<PaymentStatus, LucideIcon> = {
  submitting: LoaderCircle,
  unknown: Clock,
  not_taken: MinusCircle,
  declined: CircleX,
  authorized: CircleCheck,
  settled: CheckCheck,
  voided: MinusCircle,
  refunded: Undo2,
  returned: BanknoteX,
  chargeback: ShieldAlert,
}

type Props = { payment: { status: PaymentStatus; method: PaymentMethod; paysimpleStatus: string | null } }

/** A payment's status: word, icon and background color. */
export function PaymentPill({ payment }: Props) {
  const { status, method } = payment
  const { label, tone } = paymentLabel(payment)
  const icon = isUnclear(payment) ? CircleHelp : status === 'authorized' && method === 'bank' ? Send : ICONS[status]
  return (
    <StatusPill tone={tone} icon={icon}>
      {label}
    </StatusPill>
  )
}
