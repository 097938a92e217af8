'use client'

import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { Trash2 } from '@/components/icons/editing'
import { Plus } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'

type Props = Omit<ComponentProps<typeof Button>, 'children'> & { label: string }

/** Adds one more to a list. */
export const AddButton = ({ label, ...props }: Props) => (
  <Button {...props}>
    <Plus className="size-5" />
    {label}
  </Button>
)

/** Takes one out of a list. */
export const RemoveButton = ({ label, className, ...props }: Props) => (
  <Button {...props} variant="ghost" size="icon" aria-label={label} className={clsx('text-ink-muted!', className)}>
    <Trash2 className="size-5" />
  </Button>
)
