import {
  BanknoteX,
  CheckCheck,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  ListX,
  LoaderCircle,
  type LucideIcon,
  MinusCircle,
  NotebookPen,
  Send,
  ShieldAlert,
  Undo2,
} from 'lucide-react'

/** The icons of what a payment or a recorded payment is, by name. */
export const PILL_ICONS = {
  processing: LoaderCircle,
  checking: Clock,
  unclear: CircleHelp,
  none: MinusCircle,
  declined: CircleX,
  authorized: CircleCheck,
  submitted: Send,
  settled: CheckCheck,
  back: Undo2,
  returned: BanknoteX,
  disputed: ShieldAlert,
  recorded: NotebookPen,
  corrected: ListX,
} as const satisfies Record<string, LucideIcon>

export type PillIcon = keyof typeof PILL_ICONS
