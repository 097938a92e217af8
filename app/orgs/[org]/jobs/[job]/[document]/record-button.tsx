'use client'

import { type ComponentProps, useState } from 'react'
import { later } from '@/components/later'
import { Button } from '@/components/ui/button'
import type { RecordCancellation } from './record-cancellation'

// Hardly anybody who opens a signed agreement records a cancellation: the form comes once it's asked for.
const Form = later(async () => (await import('./record-cancellation')).RecordCancellation)

type Props = Omit<ComponentProps<typeof RecordCancellation>, 'onClose'>

/** The office records that the customer canceled by letter, email or in person. */
export function RecordButton(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-labelledby="cancel" className="flex flex-col items-start gap-3 border-t pt-6">
      <h3 id="cancel" className="font-semibold">
        Canceled by letter or email?
      </h3>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Record a cancellation
      </Button>
      {isOpen && <Form {...props} onClose={() => setOpen(false)} />}
    </section>
  )
}
