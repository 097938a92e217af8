import { HomeLink } from '@/app/home-link'
import { MessagePage } from '@/components/message-page'

export default function OrgNotFound() {
  return (
    <MessagePage title="Page not found" action={<HomeLink />}>
      The address may be mistyped, or your role doesn’t include this page.
    </MessagePage>
  )
}
