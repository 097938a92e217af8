import type { ReactNode } from 'react'
import { Link } from '@/components/link'
import { Mark } from '@/components/mark'
import { ButtonLink } from '@/components/ui/button'
import { SignOutButton } from './sign-out-button'

type Props = {
  title: string
  link: { href: string; label: string }
  children: ReactNode
}

/** The frame of pages that belong to no company. Not a layout, because a layout would also surround their 404. */
export function PlainFrame({ title, link, children }: Props) {
  return (
    <>
      <header className="border-b">
        <div className="mx-auto flex min-h-16 max-w-5xl items-center gap-3 px-4 sm:px-6">
          <Link href="/" aria-label="Plumbline" className="-ml-2.5 self-start">
            <Mark hanging className="h-12.5 w-7" />
          </Link>
          <span className="min-w-0 flex-1 leading-tight font-medium">{title}</span>
          <ButtonLink variant="ghost" href={link.href}>
            {link.label}
          </ButtonLink>
          <SignOutButton />
        </div>
      </header>
      <main className="mx-auto w-full max-w-5xl px-4 pt-6 pb-24 sm:px-6 sm:pt-8">{children}</main>
    </>
  )
}
