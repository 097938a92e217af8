import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'md' | 'lg' | 'icon'

const VARIANTS: Record<ButtonVariant, string> = {
  // The transparent borders are drawn with forced colors, where a button has no background.
  primary: 'border border-transparent bg-accent text-accent-ink hover:bg-accent-strong',
  secondary: 'border border-edge bg-sheet text-ink hover:border-ink',
  ghost: 'border border-transparent text-accent hover:bg-accent-wash',
  danger: 'border border-danger bg-sheet text-danger hover:bg-danger-wash',
}
const SIZES: Record<ButtonSize, string> = {
  md: 'min-h-11 px-4 text-base',
  lg: 'min-h-13 px-6 text-lg',
  icon: 'size-11',
}

/** A button's classes, for an element that can't be a Button (a Radix trigger, for one). */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', className?: string) =>
  clsx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed [&_svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
    className,
  )

type Look = { variant?: ButtonVariant; size?: ButtonSize }

/**
 * `pending` shows a spinner and ignores presses but keeps the focus, which a disabled button would drop. `size="icon"`
 * is a 44 px square and needs an `aria-label`. `type` defaults to "button".
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
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={buttonClass(variant, size, className)}
    >
      {pending && <LoaderCircle aria-hidden className="size-5 animate-spin" />}
      {children}
    </button>
  )
}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ variant, size, className, ...props }: Look & ComponentProps<typeof Link>) {
  return <Link {...props} className={buttonClass(variant, size, className)} />
}
