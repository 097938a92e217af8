'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConflictView, useConflict } from '@/components/conflict'
import { ActionForm, FormSummary } from '@/components/form'
import { labelOf } from '@/components/summary-lines'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import type { Logo } from '@/lib/company/face'
import { type CompanyForm as CompanyTexts, companySchema } from '@/lib/company/schema'
import { saveCompanyAction } from './actions'
import { CompanyFields } from './company-fields'
import { LogoField } from './logo-field'
import { Preview } from './preview'

type Props = { orgSlug: string; company: CompanyTexts; logo: Logo | null }

/** The company as it is typed, and beside it what customers will see. */
export function CompanyEditor({ orgSlug, company, logo }: Props) {
  const router = useRouter()
  // A refreshed page brings a version of somebody else's. It takes the place of what is typed only when that is asked for.
  const [opened, setOpened] = useState(company)
  const [wantsTheirs, setWantsTheirs] = useState(false)
  const [shown, setShown] = useState(logo)
  if (wantsTheirs && company.version !== opened.version) {
    setOpened(company)
    setShown(logo)
    setWantsTheirs(false)
  }
  return (
    <CompanyForm
      key={opened.version}
      orgSlug={orgSlug}
      company={opened}
      logo={shown}
      onLogo={setShown}
      onDiscard={() => {
        setWantsTheirs(true)
        router.refresh()
      }}
    />
  )
}

type FormProps = Props & { onLogo: (logo: Logo | null) => void; onDiscard: () => void }

function CompanyForm({ orgSlug, company, logo, onLogo, onDiscard }: FormProps) {
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const { conflict, guard } = useConflict('company', (input: CompanyTexts) => saveCompanyAction(orgSlug, input))
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: companySchema,
    defaultValues: company,
    action: guard,
    draft: { name: 'company' },
    onSaved: (version) => {
      form.reset({ ...form.getValues(), version })
      setSaved(true)
      router.refresh() // the name stands in the header, too
    },
  })
  return (
    <div className="grid gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-8">
        <LogoField orgSlug={orgSlug} logo={logo} onLogo={onLogo} />
        <ActionForm onSubmit={submit} onChange={() => setSaved(false)}>
          <FormSummary failure={failure}>
            <ConflictView
              conflict={conflict}
              nameOf={(path) => (path === 'licenses' ? 'Contractor licenses' : labelOf(path))}
              onSaveMine={(version) => {
                form.setValue('version', version)
                void submit()
              }}
              onDiscard={onDiscard}
            />
          </FormSummary>
          <CompanyFields form={form} bind={bind} />
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" variant="primary" pending={pending}>
              Save company
            </Button>
            <p role="status" className="font-medium">
              {saved && !failure ? 'Saved. Receipts and emails show it from now on.' : ''}
            </p>
          </div>
        </ActionForm>
      </div>
      <Preview orgSlug={orgSlug} control={form.control} logo={logo} />
    </div>
  )
}
