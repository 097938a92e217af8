import type { ReactNode } from 'react'
import { PlainFrame } from '../(auth)/plain-frame'

/** The frame of staff's pages. */
export const StaffFrame = ({ children }: { children: ReactNode }) => (
  <PlainFrame title="Plumbline staff" link={{ href: '/account', label: 'Account' }}>
    {children}
  </PlainFrame>
)
