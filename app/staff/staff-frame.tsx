import type { ReactNode } from 'react'
import { Mark } from '@/components/mark'
import { SignOutButton } from '../(auth)/sign-out-button'

/** The frame of staff's pages. Not a layout, because a layout would also surround the 404 that others get. */
export function StaffFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-b">
        <div className="mx-auto flex min-h-16 max-w-5xl items-center gap-3 px-4 sm:px-6">
          <Mark hanging className="-ml-2.5 h-12.5 w-7 self-start" />
          <span className="flex-1 font-medium">Plumbline staff</span>
          <SignOutButton />
        </div>
      </header>
      <main className="mx-auto w-full max-w-5xl px-4 pt-6 pb-24 sm:px-6 sm:pt-8">{children}</main>
    </>
  )
}
