import type { Env } from '@/lib/env'
import { isInClear } from '@/lib/environment/addresses'
import type { Endpoint } from '@/prisma/generated/enums'

type Installation = Pick<Env, 'DEPLOYMENT' | 'APP_URL'>

/** Returns why payments can't go to an endpoint from this installation, and what to do instead, or null. */
export function endpointProblem(endpoint: Endpoint, { DEPLOYMENT, APP_URL }: Installation): string | null {
  if (DEPLOYMENT === 'production')
    return endpoint === 'local' ? 'The local sandbox isn’t available here. Choose PaySimple.' : null
  if (endpoint === 'production')
    return 'This Plumbline is for trying out and takes no real payments. For those, start one with DEPLOYMENT=production.'
  if (endpoint === 'sandbox' && isInClear(APP_URL))
    return `Others on the network can read what is typed at ${APP_URL}, so PaySimple’s sandbox isn’t available here. For that, start Plumbline at an https:// address.`
  return null
}
