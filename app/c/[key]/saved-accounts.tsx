import type { OwnAccount } from '@/lib/customer-page/saved-accounts'
import type { Words } from '@/lib/language/say'
import { RemoveAccount } from './remove-account'

type Props = { linkId: string; accounts: readonly OwnAccount[]; words: Words }

/** What this person has saved to pay with: the first good one is what paying offers first. */
export function SavedAccounts({ linkId, accounts, words: { say, known } }: Props) {
  const next = accounts.find(({ isExpired }) => !isExpired)
  return (
    <section aria-labelledby="saved" className="flex flex-col gap-3">
      <h2 id="saved" className="text-lg font-semibold tracking-tight">
        {say('Saved to pay with')}
      </h2>
      <ul className="flex flex-col">
        {accounts.map((account) => {
          const { id, label, lastFour, expiry, isExpired } = account
          const name = known(`${label} ending in ${lastFour}`)
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t py-3">
              <div className="min-w-0">
                <p className="wrap-anywhere">{name}</p>
                <p className="text-sm text-ink-muted">
                  {[
                    expiry && known(`${isExpired ? 'Expired' : 'Expires'} ${expiry}`),
                    account === next && say('Offered first'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <RemoveAccount {...{ linkId, accountId: id, name }} />
            </li>
          )
        })}
      </ul>
      <p className="text-sm text-ink-muted">
        {say(
          'To use another card or bank account, enter it when you pay and choose to save it. Then remove the old one here.',
        )}
      </p>
    </section>
  )
}
