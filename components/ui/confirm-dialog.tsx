'use client'

import { AlertDialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { Button } from './button'
import { useReturnFocus } from './use-return-focus'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What happens on confirmation. */
  children: ReactNode
  /** A verb: "Disconnect", never "OK". */
  confirmLabel: string
  /** The label that means no: "Keep it". This button takes the focus. */
  cancelLabel: string
  variant?: 'danger' | 'secondary'
  pending?: boolean
  onConfirm: () => void
}

/** Asks before something that can't be undone. A press outside does nothing; Escape means no. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel,
  variant = 'danger',
  pending,
  onConfirm,
}: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  const focus = useReturnFocus((event) => {
    event.preventDefault()
    cancel.current?.focus()
  })
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-60 animate-fade bg-[rgb(20_18_15/0.55)]" />
        <Radix.Content
          {...focus}
          className="fixed inset-x-4 top-1/2 z-60 mx-auto flex animate-arrive max-h-[90dvh] max-w-md -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-xl border border-hairline bg-sheet p-5 shadow-2xl outline-none sm:p-6"
        >
          <Radix.Title className="text-xl font-semibold tracking-tight">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-ink-muted">{children}</div>
          </Radix.Description>
          <div className="flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
            <Radix.Cancel asChild>
              <Button ref={cancel} variant="primary">
                {cancelLabel}
              </Button>
            </Radix.Cancel>
            <Button variant={variant} pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
