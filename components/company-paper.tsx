import type { ReactNode } from 'react'
import { type CompanyFace, fitLogo } from '@/lib/company/face'

// Paper is white in dark mode too, on the screen and printed.
const PAPER =
  'scheme-light [--hairline:#dfdad0] [--ink-muted:#5f5a52] [--ink:#1c1a17] [--sheet:#fffefb] bg-sheet text-ink **:border-hairline'

/** A sheet with a company's color along the top. The color is a drawing: the policy of pages takes no style in them. */
export function Paper({ color, children }: Pick<CompanyFace, 'color'> & { children: ReactNode }) {
  return (
    <div className={`overflow-hidden rounded-lg border print:border-0 ${PAPER}`}>
      {color && (
        <svg aria-hidden className="block h-1.5 w-full" preserveAspectRatio="none" viewBox="0 0 1 1">
          <rect width="1" height="1" fill={color.fill} />
        </svg>
      )}
      <div className="p-6 sm:p-10 print:px-0">{children}</div>
    </div>
  )
}

type Props = {
  orgSlug: string
  company: CompanyFace
  /** What is written between who the company is and what it wants at the end. */
  children: ReactNode
}

/** A company's paper: its color and logo, how to reach it, and its lines at the end. */
export function CompanyPaper({ orgSlug, company, children }: Props) {
  return (
    <Paper color={company.color}>
      <CompanyHead orgSlug={orgSlug} company={company} />
      {children}
      <CompanyFoot company={company} />
    </Paper>
  )
}

function CompanyHead({ orgSlug, company }: Pick<Props, 'orgSlug' | 'company'>) {
  const { name, logo, address, phone, email, website } = company
  const contact = [phone, email, website?.label].filter(Boolean).join(' · ')
  return (
    <>
      {logo && <CompanyLogo orgSlug={orgSlug} logo={logo} />}
      <p className="font-medium wrap-anywhere">{name}</p>
      {address && <p className="text-sm wrap-anywhere text-ink-muted">{address}</p>}
      {contact && <p className="text-sm wrap-anywhere text-ink-muted">{contact}</p>}
    </>
  )
}

/** A company's logo beside its name. */
export const CompanyLogo = ({ orgSlug, logo }: { orgSlug: string; logo: NonNullable<CompanyFace['logo']> }) => (
  <img src={`/orgs/${orgSlug}/logo/${logo.hash}`} alt="" {...fitLogo(logo)} className="mb-4 h-auto max-w-full" />
)

function CompanyFoot({ company: { legalName, licenses, footer } }: Pick<Props, 'company'>) {
  const said = [...new Set([legalName, licenses.join(' · '), footer.join('\n')].filter(Boolean))]
  if (said.length === 0) return null
  return (
    <div className="mt-6 flex flex-col gap-1 text-sm text-ink-muted">
      {said.map((each) => (
        <p key={each} className="wrap-anywhere whitespace-pre-line">
          {each}
        </p>
      ))}
    </div>
  )
}
