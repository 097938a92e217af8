import { clsx } from 'clsx'
import type { ComponentProps, MouseEventHandler } from 'react'
import { LoaderCircle } from '@/components/icons/ui'
import { Link } from '@/components/link'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'md' | 'lg' | 'icon'

/** A button's classes, for an element that can't be a Button: a plain link, a summary. */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', className?: string) =>
  clsx('button', `button-${variant}`, `button-${size}`, className)

type Look = { variant?: ButtonVariant; size?: ButtonSize }

/**
 * `pending` shows a spinner and ignores presses but keeps the focus, which a disabled button would drop. `size="icon"`
 * is a 44 px square and needs an `aria-label`. `type` defaults to "button". A press gives it the focus, which Safari
 * doesn't: a dialog returns the focus to what had it.
 */
export function Button({
  variant,
  size,
  pending = false,
  className,
  children,
  onClick,
  type = 'button',
  ...props
}: Look & { pending?: boolean } & ComponentProps<'button'>) {
  return (
    <button
      {...props}
      type={type}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick && focusing(onClick)}
      className={buttonClass(variant, size, className)}
    >
      {pending && <LoaderCircle className="size-5 animate-spin" />}
      {children}
    </button>
  )
}

const focusing =
  (onClick: MouseEventHandler<HTMLButtonElement>): MouseEventHandler<HTMLButtonElement> =>
  (event) => {
    event.currentTarget.focus()
    onClick(event)
  }

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ variant, size, className, ...props }: Look & ComponentProps<typeof Link>) {
  return <Link {...props} className={buttonClass(variant, size, className)} />
}
