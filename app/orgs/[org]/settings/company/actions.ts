'use server'

import { saveCompany } from '@/lib/company/company'
import { removeLogo, removeLogoSchema } from '@/lib/company/logo'
import { companySchema } from '@/lib/company/schema'
import { orgAction } from '@/lib/orgs/action'

export const saveCompanyAction = orgAction('saveCompany', 'company:manage', companySchema, saveCompany)

export const removeLogoAction = orgAction('removeLogo', 'company:manage', removeLogoSchema, removeLogo)
