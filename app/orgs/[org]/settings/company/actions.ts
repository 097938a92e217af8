'use server'

import { saveCompany } from '@/lib/company/company'
import { removeLogo, removeLogoSchema, setLogo, setLogoSchema } from '@/lib/company/logo'
import { companySchema } from '@/lib/company/schema'
import { orgAction } from '@/lib/orgs/action'

export const saveCompanyAction = orgAction('saveCompany', 'company:manage', companySchema, saveCompany)

export const setLogoAction = orgAction('setLogo', 'company:manage', setLogoSchema, setLogo)

export const removeLogoAction = orgAction('removeLogo', 'company:manage', removeLogoSchema, removeLogo)
