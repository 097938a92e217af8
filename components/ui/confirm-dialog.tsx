'use client'

import { type ReactNode, useId, useRef } from 'react'
import { Button } from './button'
import { DialogButtons } from './dialog-buttons'
import { Modal } from './modal'

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
  const id = useId()
  if (!open) return null
  const close = () => onOpenChange(false)
  return (
    <Modal
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-what`}
      onEscape={close}
      first={cancel}
      className="inset-x-4 inset-y-0 m-auto flex h-fit max-h-[90dvh] w-auto max-w-md animate-arrive flex-col gap-4 overflow-y-auto rounded-xl border border-hairline bg-sheet p-5 shadow-2xl sm:p-6"
    >
      <h2 id={`${id}-title`} className="text-xl font-semibold tracking-tight">
        {title}
      </h2>
      <div id={`${id}-what`} className="text-ink-muted">
        {children}
      </div>
      <DialogButtons>
        <Button ref={cancel} variant="primary" onClick={close}>
          {cancelLabel}
        </Button>
        <Button variant={variant} pending={pending} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </DialogButtons>
    </Modal>
  )
}
