'use client'

import { Button } from '@/components/ui/button'
import { Printer } from '@/components/ui/icons'

export function PrintButton() {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Printer aria-hidden className="size-5" />
      Print or save as PDF
    </Button>
  )
}
