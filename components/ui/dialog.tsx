'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { useReturnFocus } from './use-return-focus'

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
  // Focuses the dialog itself, which screen readers read out. Its first control is the close button.
  const focus = useReturnFocus((event) => {
    event.preventDefault()
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
  })
  const stay = (event: Event) => {
    if (!dismissible) event.preventDefault()
  }
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next || dismissible) && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-[rgb(20_18_15/0.55)]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onEscapeKeyDown={stay}
          onInteractOutside={(event) => event.preventDefault()}
          {...focus}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-50 flex animate-rise flex-col overflow-hidden border border-hairline bg-sheet shadow-2xl outline-none',
            'sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[94dvh] sm:rounded-xl',
            wide ? 'sm:max-w-xl lg:max-w-4xl' : 'sm:max-w-lg',
            fullOnPhone ? 'max-sm:inset-0' : 'max-sm:max-h-[94dvh] max-sm:rounded-t-xl',
          )}
        >
          <div className="flex items-start gap-4 border-b px-5 py-4 sm:px-6">
            <div className="min-w-0 flex-1 pt-1">
              <Radix.Title className="text-xl font-semibold tracking-tight">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-ink-muted">{description}</Radix.Description>}
            </div>
            {dismissible && (
              <Radix.Close aria-label="Close" className={buttonClass('ghost', 'icon', '-mr-2')}>
                <X aria-hidden className="size-5" />
              </Radix.Close>
            )}
          </div>
          <div
            data-dialog-body
            className="scroll-pb-32 overflow-y-auto overscroll-contain px-5 py-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-6"
          >
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
