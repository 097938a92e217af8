import type { Endpoint } from '@/prisma/generated/enums'

/** Where payments go, in words. */
export const ENDPOINT_LABELS: Record<Endpoint, string> = {
  production: 'PaySimple, real payments',
  sandbox: 'PaySimple’s sandbox, test payments',
  local: 'Local sandbox on this machine',
}
