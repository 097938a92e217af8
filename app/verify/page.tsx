import type { Metadata } from 'next'
import { DoorFrame, FOOT_LINK } from '@/app/(auth)/door-frame'
import { CustomerWords } from '@/components/customer-words'
import { Link } from '@/components/link'
import { readerLanguage } from '@/lib/customer-links/reader'
import { VERIFY } from '@/lib/language/es/verify'
import { asLanguage, LANGUAGE_NAMES, LOCALES, otherLanguage } from '@/lib/language/language'
import type { Sentence } from '@/lib/language/say'
import { SPANISH, wordsIn } from '@/lib/language/words-in'
import { verifyPath } from '@/lib/seal/verify-path'
import { READER_WORDS } from '@/lib/seal/verify-words'
import { VerifyFile } from './verify-file'

/** What any press may be answered with. */
const ANY_PRESS = [
  'Can’t reach Plumbline. Check your connection and try again.',
  'A new version of Plumbline is here. Reload the page.',
  'This request didn’t come from Plumbline. Reload the page and try again.',
  'Something went wrong on our side (error {id}). What you typed is still here. Try again.',
] as const satisfies Sentence[]
const CATALOG = { ...VERIFY, ...Object.fromEntries(ANY_PRESS.map((each) => [each, SPANISH[each]])) }

/** In the language of the address, else the one that the browser asks for. */
async function wordsFor({ searchParams }: PageProps<'/verify'>) {
  const asked = asLanguage((await searchParams).language)
  return wordsIn(asked ?? (await readerLanguage(null)))
}

export async function generateMetadata(props: PageProps<'/verify'>): Promise<Metadata> {
  return { title: (await wordsFor(props)).say('Check a sealed paper') }
}

/** Says of a file whether it was sealed here and is as it was: for anybody who has one in hand, signed in or not. */
export default async function VerifyPage(props: PageProps<'/verify'>) {
  const { language, say, known } = await wordsFor(props)
  const other = otherLanguage(language)
  const lang = LOCALES[language]
  return (
    <div lang={lang}>
      <CustomerWords lang={lang} catalog={language === 'es' ? CATALOG : null}>
        <DoorFrame
          title={say('Check a sealed paper')}
          lead={
            <p>
              {say(
                'Once everybody has signed a proposal, an agreement or a change order, Plumbline seals the PDF. Choose one to see whether it was sealed here, and whether anything in it was changed since. We keep nothing of the file.',
              )}
            </p>
          }
          foot={
            <Link href={verifyPath(other)} lang={LOCALES[other]} className={FOOT_LINK}>
              {LANGUAGE_NAMES[other]}
            </Link>
          }
        >
          <VerifyFile />
          <section aria-labelledby="readers" className="border-t pt-5 text-sm text-ink-muted">
            <h2 id="readers" className="font-medium text-ink">
              {say('What other programs say')}
            </h2>
            <p className="mt-1">{known(READER_WORDS)}</p>
          </section>
        </DoorFrame>
      </CustomerWords>
    </div>
  )
}
