import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** The buttons at the foot of a dialog, the one that does it first: below each other on a phone, from the right elsewhere. */
export const DialogButtons = ({ className, ...props }: ComponentProps<'div'>) => (
  <div
    {...props}
    className={clsx('flex flex-col gap-2 sm:flex-row-reverse sm:flex-wrap sm:justify-start', className)}
  />
)
