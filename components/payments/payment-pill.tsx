import {
  BanknoteX,
  CheckCheck,
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  MinusCircle,
  ShieldAlert,
  Undo2,
} from 'lucide-react'
import { StatusPill } from '@/components/ui/status-pill'
import { STATUS_LABELS } from '@/lib/payments/status'
import type { PaymentStatus } from '@/prisma/generated/enums'

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
export function PaymentPill({ status }: { status: PaymentStatus }) {
  const { label, tone } = STATUS_LABELS[status]
  return (
    <StatusPill tone={tone} icon={ICONS[status]}>
      {label}
    </StatusPill>
  )
}
