'use client'

import { Printer } from '@/components/icons/records'
import { Button } from '@/components/ui/button'

export function PrintButton() {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Printer className="size-5" />
      Print or save as PDF
    </Button>
  )
}
