'use client'

import { type Control, useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { CompanyLogo, CompanyPaper, Paper } from '@/components/company-paper'
import { type CompanyFace, companyFace, type Logo } from '@/lib/company/face'
import { type CompanyForm, companyShape } from '@/lib/company/schema'
import { formatCents } from '@/lib/money'

const SAMPLE_CENTS = 150_000

/** What a field would be saved as; what isn't right yet is left out. */
function read<S extends z.ZodType>(schema: S, typed: unknown): z.output<S> | null {
  const parsed = schema.safeParse(typed)
  return parsed.success ? parsed.data : null
}

/** The company as customers would see it, of a form that may not be right yet. */
function faceOf(typed: Partial<CompanyForm>, logo: Logo | null): CompanyFace {
  const { name, legalName, street, city, state, zip, phone, email, website, brandColor, footer } = companyShape
  return companyFace({
    name: read(name, typed.name) ?? 'Your company',
    legalName: read(legalName, typed.legalName),
    ...{ street: read(street, typed.street), city: read(city, typed.city) },
    ...{ state: read(state, typed.state), zip: read(zip, typed.zip) },
    ...{ phone: read(phone, typed.phone), email: read(email, typed.email), website: read(website, typed.website) },
    licenses: (typed.licenses ?? []).filter((license) => license?.state && license.number?.trim()),
    ...{ brandColor: read(brandColor, typed.brandColor), footer: read(footer, typed.footer) },
    ...{ logoHash: logo?.hash ?? null, logoWidth: logo?.width ?? null, logoHeight: logo?.height ?? null },
  })
}

type Props = { orgSlug: string; control: Control<CompanyForm>; logo: Logo | null }

/** How a receipt and an email begin and end with what is typed. */
export function Preview({ orgSlug, control, logo }: Props) {
  const typed = useWatch({ control }) as Partial<CompanyForm>
  const face = faceOf(typed, logo)
  const amount = formatCents(SAMPLE_CENTS)
  const from = read(companyShape.senderName, typed.senderName ?? '') ?? face.name
  const replies = read(companyShape.replyEmail, typed.replyEmail ?? '') ?? face.email
  return (
    <aside aria-label="Preview" className="flex min-w-0 flex-col gap-6 lg:sticky lg:top-6 lg:self-start">
      <section aria-labelledby="receipt-preview">
        <h3 id="receipt-preview" className="mb-3 font-medium">
          A receipt
        </h3>
        <CompanyPaper orgSlug={orgSlug} company={face}>
          <p className="mt-8 text-lg font-semibold">Payment receipt</p>
          <p className="text-3xl font-semibold tracking-tight tabular-nums">{amount}</p>
        </CompanyPaper>
      </section>
      <section aria-labelledby="email-preview">
        <h3 id="email-preview" className="mb-3 font-medium">
          An email in the customer’s mailbox
        </h3>
        <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-lg border bg-sheet p-4 text-sm">
          {[
            ['From', `${from} via Plumbline`],
            ['Subject', `${face.name}: your payment of ${amount}`],
            ['Replies', replies ? `go to ${replies}` : 'go to Plumbline, which doesn’t read them: enter an email'],
          ].map(([label, words]) => (
            <div key={label} className="contents">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="wrap-anywhere">{words}</dd>
            </div>
          ))}
        </dl>
        <Paper color={face.color}>
          {face.logo && <CompanyLogo orgSlug={orgSlug} logo={face.logo} />}
          <p className="text-sm wrap-anywhere text-ink-muted">{face.name}</p>
          <p className="text-3xl font-semibold tracking-tight tabular-nums">{amount}</p>
          <p className="mt-1">Payment authorized</p>
        </Paper>
      </section>
    </aside>
  )
}
