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
import { statusLabel } from '@/lib/payments/words/labels'
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

/** A payment's status: word, icon and, behind both, a colour. */
export function PaymentPill({ payment }: Props) {
  const { status, method } = payment
  if (isUnclear(payment))
    return (
      <StatusPill tone="warning" icon={CircleHelp}>
        Unclear
      </StatusPill>
    )
  const { label, tone } = statusLabel(status, method)
  return (
    <StatusPill tone={tone} icon={status === 'authorized' && method === 'bank' ? Send : ICONS[status]}>
      {label}
    </StatusPill>
  )
}
