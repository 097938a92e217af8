import { MessagePage } from '@/components/message-page'
import { readerLanguage } from '@/lib/customer-links/reader'
import { LOCALES, otherLanguage } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'
import { wordsIn } from '@/lib/language/words-in'

/**
 * What every link that opens nothing shows: it tells nobody whether there ever was such a link, or whose. Nobody knows
 * here what its reader chose, so it says it in both languages, the browser's first.
 */
export async function LinkOver() {
  const language = await readerLanguage(null)
  const other = otherLanguage(language)
  const words = wordsIn(language)
  return (
    <main>
      <div lang={LOCALES[language]}>
        <MessagePage title={words.say('This link doesn’t open anything')}>
          <Sentences words={words} />
          <div lang={LOCALES[other]} className="mt-6 border-t pt-6">
            <p className="font-semibold text-ink">{wordsIn(other).say('This link doesn’t open anything')}</p>
            <Sentences words={wordsIn(other)} />
          </div>
        </MessagePage>
      </div>
    </main>
  )
}

const Sentences = ({ words: { say } }: { words: Words }) => (
  <>
    <p>
      {say(
        'Links work for a limited time, and for the person they were sent to. Open the newest email from your contractor, or ask them for a new link: reply to their email or call them.',
      )}
    </p>
    <p className="mt-3">{say('If you typed the address, part of it may be missing.')}</p>
  </>
)
