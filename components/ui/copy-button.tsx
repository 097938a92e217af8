'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Copy } from '@/components/icons/records'
import { Check } from '@/components/icons/ui'
import { Button } from './button'

type CopyButtonProps = {
  /** What goes to the clipboard. */
  text: string
  /** The label for screen readers. It contains the visible label: "Copy TraceCode API8D0". */
  label: string
  className?: string
  children: ReactNode
}

/** Copies a text and says so. */
export function CopyButton({ text, label, className, children }: CopyButtonProps) {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async () => {
    clearTimeout(timer.current)
    try {
      await navigator.clipboard.writeText(text)
      setSaid('copied')
      timer.current = setTimeout(() => setSaid(null), 2_000)
    } catch {
      setSaid('failed') // no permission, or a page without https
    }
  }
  const Icon = said === 'copied' ? Check : Copy
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
      <Button
        variant="ghost"
        aria-label={label}
        onClick={copy}
        className={clsx('max-w-full shrink! whitespace-normal!', className)}
      >
        <span className="min-w-0 wrap-anywhere">{children}</span>
        <Icon className="size-4" />
      </Button>
      <span role="status" className={said === 'failed' ? 'text-sm font-medium' : 'sr-only'}>
        {said === 'copied' && 'Copied'}
        {said === 'failed' && 'Can’t copy. Select the text and copy it yourself.'}
      </span>
    </span>
  )
}
