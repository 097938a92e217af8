'use client'

import { type ComponentProps, type Ref, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { Input } from '@/components/ui/field'
import { type Deleting, edit, type Format } from '@/lib/payment-methods/typing'

type Props = Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'ref'> & {
  value: string
  onValue: (value: string) => void
  format: Format
  ref?: Ref<HTMLInputElement>
}

/** An input that adds its spaces and keeps the caret where the person types. */
export function FormattedInput({ value, onValue, format, ref, ...props }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState<{ at: number } | null>(null)
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => box.current)
  useLayoutEffect(() => {
    if (caret && document.activeElement === box.current) box.current?.setSelectionRange(caret.at, caret.at)
  }, [caret])
  return (
    <Input
      {...props}
      ref={box}
      value={value}
      onChange={({ target, nativeEvent }) => {
        const next = edit(value, target.value, target.selectionStart ?? target.value.length, keyOf(nativeEvent), format)
        setCaret({ at: next.caret })
        onValue(next.text)
      }}
    />
  )
}

function keyOf(event: Event): Deleting {
  const type = 'inputType' in event ? String(event.inputType) : ''
  if (type === 'deleteContentBackward') return 'backward'
  return type === 'deleteContentForward' ? 'forward' : null
}
