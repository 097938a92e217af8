import type { ReactNode } from 'react'
import { DrawnFor } from '@/components/drawn-for'
import { StepUp } from '@/components/step-up'
import { NavTabs } from '@/components/ui/nav-tabs'
import type { SignedInUser } from '@/lib/sessions/current-user'
import { givePasswordAction } from '../(auth)/actions'
import { PlainFrame } from '../(auth)/plain-frame'
import { SECOND_STEP } from '../(auth)/second-step/again'

const PAGES = [
  { href: '/staff/orgs', label: 'Organizations' },
  { href: '/staff/status', label: 'Status' },
  { href: '/staff/log', label: 'Log' },
  { href: '/staff/certification', label: 'Certification' },
]

/** The frame of staff's pages. */
export const StaffFrame = ({ user, children }: { user: SignedInUser; children: ReactNode }) => (
  <PlainFrame title="Plumbline staff" link={{ href: '/account', label: 'Account' }}>
    <DrawnFor id={user.id} name={user.name} />
    <StepUp email={user.email} givePassword={givePasswordAction} secondStep={SECOND_STEP} />
    <NavTabs label="Staff" items={PAGES} className="mb-8" />
    {children}
  </PlainFrame>
)
