import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { MessagePage } from '@/components/message-page'
import { Said } from '@/components/said'
import { mayCancelSentence } from '@/lib/canceling/words'
import { formatPhone } from '@/lib/contact'
import { isLinkToken } from '@/lib/customer-links/link-token'
import { getLinkContext, readByAddress } from '@/lib/customer-links/read-link'
import { readerWords } from '@/lib/customer-links/reader'
import { readCustomerPage } from '@/lib/customer-page/read-page'
import { now } from '@/lib/dates'
import { asLanguage, LANGUAGE_NAMES, LOCALES, otherLanguage } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'
import { customerSuspendedWords } from '@/lib/orgs/suspended'
import { Canceled } from './canceled'
import { ContactLinks } from './contact-links'
import { CustomerFrame } from './customer-frame'
import { OpenDoor } from './open-door'
import { Owed } from './owed'
import { Papers } from './paper-list'
import { Parts } from './parts'
import { Payments } from './payment-list'
import { Reader } from './reader'
import { LINK_METADATA } from './require-link'
import { SavedAccounts } from './saved-accounts'

type Props = PageProps<'/c/[key]'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { key } = await params
  const context = isLinkToken(key) ? null : await getLinkContext(key)
  const words = await readerWords({ language: asLanguage((await searchParams).language) })
  return {
    ...LINK_METADATA,
    title: context ? { absolute: `${context.org.name}: ${context.link.job.title}` } : words.say('Your link'),
  }
}

/**
 * A customer's page: their job's papers, what is owed and what was paid. By the address of an email or a code, a door that
 * a person opens: showing it changes nothing, because mail scanners and browsers open links ahead of people.
 */
export default async function LinkPage({ params, searchParams }: Props) {
  const { key } = await params
  return isLinkToken(key) ? Door(key, (await searchParams).language) : Room(key)
}

/** @param asked the language that was chosen at the door: nothing is kept before it's opened */
async function Door(token: string, asked: unknown) {
  const found = await readByAddress(token)
  if (!found) notFound()
  const words = await readerWords({ language: asLanguage(asked) ?? found.link.language })
  if (found.isSuspended) return <Suspended org={found.org} words={words} />
  const { org, link } = found
  if (await getLinkContext(link.id)) redirect(`/c/${link.id}`)
  const { language, say } = words
  const other = otherLanguage(language)
  return (
    <Reader words={words}>
      <main>
        <MessagePage
          title={say('{company} has something for you', { company: org.name })}
          action={
            <>
              <OpenDoor token={token} language={language} label={say('Open it')} />
              <a
                className="text-link inline-flex min-h-11 items-center"
                href={`?language=${other}`}
                lang={LOCALES[other]}
                hrefLang={LOCALES[other]}
              >
                {LANGUAGE_NAMES[other]}
              </a>
            </>
          }
        >
          <p>
            <Said
              words={words}
              sentence="This page is for {name}: what {company} has written for you, what it costs, and your payments. If that isn’t you, close it: nothing has happened."
              values={{ name: <strong className="text-ink">{link.name}</strong>, company: org.name }}
            />
          </p>
        </MessagePage>
      </main>
    </Reader>
  )
}

function Suspended({ org, words }: { org: Parameters<typeof customerSuspendedWords>[0]; words: Words }) {
  const { title, sentence } = customerSuspendedWords(org)
  const reached = { phone: org.phone && formatPhone(org.phone), email: org.email }
  return (
    <Reader words={words}>
      <main>
        <MessagePage title={words.known(title)} action={<ContactLinks company={reached} words={words} />}>
          {words.known(sentence)}
        </MessagePage>
      </main>
    </Reader>
  )
}

async function Room(key: string) {
  const context = await getLinkContext(key)
  if (!context) notFound()
  const { org, link } = context
  const words = await readerWords(link)
  if (context.isSuspended) return <Suspended org={org} words={words} />
  const page = await readCustomerPage(context)
  const base = `/c/${link.id}`
  const { timeZone } = org
  return (
    <CustomerFrame company={page.company} link={link} words={words}>
      <div>
        <p className="text-ink-muted">{words.say('Job {count}', { count: page.job.number })}</p>
        <h1 className="wrap-anywhere text-2xl font-semibold tracking-tight">{page.job.title}</h1>
        {page.job.address && <p className="mt-1 wrap-anywhere text-ink-muted">{page.job.address}</p>}
      </div>
      {page.canceled ? (
        <Canceled canceled={page.canceled} words={words} />
      ) : (
        <Owed page={page} linkId={link.id} words={words} />
      )}
      <Papers {...{ papers: page.papers, yours: page.yours, base, timeZone, words }} />
      {page.right && (
        <section aria-labelledby="cancel" className="flex max-w-prose flex-col gap-1">
          <h2 id="cancel" className="text-lg font-semibold tracking-tight">
            {words.say('Your right to cancel')}
          </h2>
          <p>{words.known(mayCancelSentence(page.right, timeZone, now()))}</p>
          <a className="text-link inline-flex min-h-11 items-center self-start" href={`${base}/agreement#cancel`}>
            {words.say('How to cancel')}
          </a>
        </section>
      )}
      {page.parts.length > 0 && <Parts page={page} words={words} />}
      {page.payments.length > 0 && <Payments {...{ base, payments: page.payments, timeZone, words }} />}
      {page.accounts.length > 0 && <SavedAccounts linkId={link.id} accounts={page.accounts} words={words} />}
    </CustomerFrame>
  )
}
