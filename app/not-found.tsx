import type { Metadata } from 'next'
import { MessagePage } from '@/components/message-page'
import { HomeLink } from './home-link'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main>
      <MessagePage title="Page not found" action={<HomeLink />}>
        The address may be mistyped, or the page belongs to a company you’re not a member of.
      </MessagePage>
    </main>
  )
}
