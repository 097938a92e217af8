import type { RequestSource } from '@/lib/request-source'
import type { Session } from '@/lib/sessions/session-token'
import type { PlaceOrg } from './first-trip'
import type { OrgRole } from './roles'

/**
 * Who does something in a company: a member, somebody of Plumbline's staff, or a customer by their link. `user` names them:
 * of a customer its id is the link's. Every `OrgContext` is one.
 */
export type Actor = {
  org: PlaceOrg
  user: { id: string; name: string }
  role: OrgRole | 'customer'
  /** From where; of a request only. */
  source?: RequestSource
  /** In which session; of a member's request only. */
  session?: Session
}

/** Who did it as columns of a row: a member's id, or a customer's link. */
export const byColumns = ({ user, role }: Pick<Actor, 'user' | 'role'>) =>
  role === 'customer' ? { memberId: null, linkId: user.id } : { memberId: user.id, linkId: null }
