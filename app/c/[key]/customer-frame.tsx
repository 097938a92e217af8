import type { ReactNode } from 'react'
import { RefreshLive } from '@/components/refresh-live'
import { type CompanyFace, fitLogo } from '@/lib/company/face'
import { LANGUAGE_NAMES, LOCALES, otherLanguage } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'
import { ContactLinks } from './contact-links'
import { LanguageSwitch } from './language-switch'
import { Reader } from './reader'

type Props = {
  company: CompanyFace
  /** Whose page it is. */
  link: { id: string; name: string }
  words: Words
  children: ReactNode
}

/** A company's page for its customer: who it is at the top, how to reach it at the end, and nothing of Plumbline's own. */
export function CustomerFrame({ company, link, words, children }: Props) {
  const { name, logo, color, website, address, legalName, licenses, footer } = company
  const { say } = words
  const said = [...new Set([legalName, address, licenses.join(' · '), ...footer].filter(Boolean))]
  const other = otherLanguage(words.language)
  return (
    <Reader words={words}>
      <header className="border-b bg-sheet">
        {color && (
          <svg aria-hidden className="block h-1.5 w-full" preserveAspectRatio="none" viewBox="0 0 1 1">
            <rect width="1" height="1" fill={color.fill} />
          </svg>
        )}
        <div className="mx-auto flex w-full max-w-3xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-4 sm:px-6">
          <div className="flex min-w-0 items-center gap-3">
            {logo && (
              <span className="rounded-md bg-[white] p-1">
                <img
                  src={`/c/${link.id}/logo`}
                  alt=""
                  {...fitLogo(logo)}
                  className="h-10 w-auto max-w-40 object-contain"
                />
              </span>
            )}
            <p className="min-w-0 wrap-anywhere font-semibold">{name}</p>
          </div>
          <div className="flex flex-wrap items-center gap-x-3">
            <p className="text-sm text-ink-muted">{say('For {name}', { name: link.name })}</p>
            <LanguageSwitch linkId={link.id} to={other} name={LANGUAGE_NAMES[other]} lang={LOCALES[other]} />
          </div>
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-3xl flex-col gap-10 px-4 pt-6 pb-16 sm:px-6 sm:pt-10">
        <RefreshLive ended={say('This page no longer follows what happens. Reload it to see why.')} />
        {children}
      </main>
      <footer className="border-t">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-1 px-4 py-6 text-sm text-ink-muted sm:px-6">
          <p className="flex flex-wrap items-center gap-x-5">
            <ContactLinks company={company} words={words} />
            {website && (
              <a
                className="inline-flex min-h-11 items-center wrap-anywhere text-link"
                href={website.href}
                rel="noreferrer"
              >
                {website.label}
              </a>
            )}
          </p>
          {said.map((each) => (
            <p key={each} className="wrap-anywhere">
              {each}
            </p>
          ))}
        </div>
      </footer>
    </Reader>
  )
}
