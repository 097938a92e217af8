import { Button } from '@/components/ui/button'
import { signOutAction } from './actions'

type Props = {
  /** The page to go to then; without it, the sign-in page. */
  to?: string
  label?: string
}

/** Signs out. Works without scripts. */
export function SignOutButton({ to, label = 'Sign out' }: Props) {
  return (
    <form action={signOutAction}>
      {to && <input type="hidden" name="to" value={to} />}
      <Button type="submit">{label}</Button>
    </form>
  )
}
