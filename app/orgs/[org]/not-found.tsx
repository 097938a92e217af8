import { MessagePage } from '@/components/message-page'
import { ButtonLink } from '@/components/ui/button'

export default function OrgNotFound() {
  return (
    <MessagePage
      title="Page not found"
      action={
        <ButtonLink href="/" variant="primary">
          Go to your jobs
        </ButtonLink>
      }
    >
      The address may be mistyped, or your role doesn’t include this page.
    </MessagePage>
  )
}
