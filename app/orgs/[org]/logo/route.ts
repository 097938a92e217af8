import { setLogo, setLogoSchema } from '@/lib/company/logo'
import { orgUpload } from '@/lib/orgs/upload'

/** Makes a file the company's logo (settings/company/logo-field.tsx sends it). */
export const POST = orgUpload('setLogo', 'company:manage', setLogoSchema, setLogo)
