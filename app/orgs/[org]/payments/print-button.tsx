'use client'

import { Printer } from '@/components/icons/records'
import { Button } from '@/components/ui/button'

export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Printer className="size-5" />
      Print
    </Button>
  )
}
