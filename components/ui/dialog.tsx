'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from './button'
import { Modal } from './modal'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One sentence under the title. Without it, the title alone names the dialog. */
  description?: ReactNode
  /** False while closing would hide something that matters: no close button, and Escape does nothing. */
  dismissible?: boolean
  /** Covers the whole screen of a phone, for a long form. */
  fullOnPhone?: boolean
  /** For a form in two columns on a desktop. */
  wide?: boolean
  children: ReactNode
}

/**
 * A bottom sheet on a phone, centered elsewhere. The body scrolls, the title stays. A press outside never closes it:
 * it may be the second half of the double press that opened it, or a hand on the tablet. For the same reason nothing
 * in it can be pressed in its first moments (`animate-rise`).
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  dismissible = true,
  fullOnPhone = false,
  wide = false,
  children,
}: DialogProps) {
  const id = useId()
  if (!open) return null
  const close = () => dismissible && onOpenChange(false)
  return (
    <Modal
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onEscape={close}
      className={clsx(
        'top-auto inset-x-0 bottom-0 flex h-auto w-auto animate-rise flex-col overflow-hidden border border-hairline bg-sheet shadow-2xl',
        'sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[94dvh] sm:rounded-xl',
        wide ? 'sm:max-w-xl lg:max-w-4xl' : 'sm:max-w-lg',
        fullOnPhone ? 'max-sm:inset-0 max-sm:max-h-none' : 'max-sm:max-h-[94dvh] max-sm:rounded-t-xl',
      )}
    >
      <div className="flex items-start gap-4 border-b px-5 py-4 sm:px-6">
        <div className="min-w-0 flex-1 pt-1">
          <h2 id={`${id}-title`} className="text-xl font-semibold tracking-tight">
            {title}
          </h2>
          {description && (
            <p id={`${id}-description`} className="mt-1 text-ink-muted">
              {description}
            </p>
          )}
        </div>
        {dismissible && (
          <Button variant="ghost" size="icon" aria-label="Close" className="-mr-2" onClick={close}>
            <X aria-hidden className="size-5" />
          </Button>
        )}
      </div>
      <div
        data-dialog-body
        className="scroll-pb-32 overflow-y-auto overscroll-contain px-5 py-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-6"
      >
        {children}
      </div>
    </Modal>
  )
}
