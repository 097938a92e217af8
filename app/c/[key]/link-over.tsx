import { MessagePage } from '@/components/message-page'

/** What every link that opens nothing shows: it tells nobody whether there ever was such a link, or whose. */
export function LinkOver() {
  return (
    <main>
      <MessagePage title="This link doesn’t open anything">
        <p>
          Links work for a limited time, and for the person they were sent to. Open the newest email from your
          contractor, or ask them for a new link: reply to their email or call them.
        </p>
        <p className="mt-3">If you typed the address, part of it may be missing.</p>
      </MessagePage>
    </main>
  )
}
