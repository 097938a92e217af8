import {
  BanknoteX,
  CheckCheck,
  CircleCheck,
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
import { statusLabel } from '@/lib/payments/status'
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

/** A payment's status: word, icon and, behind both, a colour. */
export function PaymentPill({ status, method }: { status: PaymentStatus; method: PaymentMethod }) {
  const { label, tone } = statusLabel(status, method)
  return (
    <StatusPill tone={tone} icon={status === 'authorized' && method === 'bank' ? Send : ICONS[status]}>
      {label}
    </StatusPill>
  )
}
