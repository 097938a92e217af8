'use client'

import { Button } from './ui/button'
import { CloseButton } from './ui/dialog'
import { DialogButtons } from './ui/dialog-buttons'

/** At the foot of a form in a dialog: does it, or closes. */
export const SubmitButtons = ({ pending, label }: { pending: boolean; label: string }) => (
  <DialogButtons>
    <Button type="submit" variant="primary" pending={pending}>
      {label}
    </Button>
    <CloseButton variant="ghost">Cancel</CloseButton>
  </DialogButtons>
)
