import { Button } from '@/components/ui/button'
import { signOutAction } from './actions'

/** Signs out. Works without scripts. */
export function SignOutButton() {
  return (
    <form action={signOutAction}>
      <Button type="submit">Sign out</Button>
    </form>
  )
}
