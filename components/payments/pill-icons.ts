import type { Icon } from '@/components/icons/icon'
import {
  BanknoteX,
  CheckCheck,
  CircleMinus,
  CircleQuestionMark,
  CircleX,
  Clock,
  ListX,
  NotebookPen,
  Send,
  ShieldAlert,
  Undo2,
} from '@/components/icons/states'
import { CircleCheck, LoaderCircle } from '@/components/icons/ui'

/** The icons of what a payment or a recorded payment is, by name. */
export const PILL_ICONS = {
  processing: LoaderCircle,
  checking: Clock,
  unclear: CircleQuestionMark,
  none: CircleMinus,
  declined: CircleX,
  authorized: CircleCheck,
  submitted: Send,
  settled: CheckCheck,
  back: Undo2,
  returned: BanknoteX,
  disputed: ShieldAlert,
  recorded: NotebookPen,
  corrected: ListX,
} as const satisfies Record<string, Icon>

export type PillIcon = keyof typeof PILL_ICONS
