import type { OwnAccount } from '@/lib/customer-page/saved-accounts'
import type { Words } from '@/lib/language/say'
import { AccountDialog } from './account-dialog'

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
          const { id, method, label, lastFour, expiry, isExpired } = account
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
              <div className="flex flex-wrap gap-x-1">
                {method === 'card' && (
                  <AccountDialog
                    {...{ linkId, accountId: id, act: 'update', of: name }}
                    trigger={say('New date')}
                    title={say('New date for {name}', { name })}
                    fields={[
                      {
                        ...{ name: 'expiry', type: 'digits' },
                        ...{ label: say('Expiration date'), hint: say('MM / YY, as on the card.') },
                      },
                      {
                        ...{ name: 'billingZip', label: say('Billing ZIP code'), optional: true },
                        hint: say('Leave it blank if it’s the same as before.'),
                      },
                    ]}
                    confirmLabel={say('Save the date')}
                  >
                    <p>
                      {say(
                        'For a card that your bank sent in place of this one, with the same number. Nothing is charged.',
                      )}
                    </p>
                  </AccountDialog>
                )}
                <AccountDialog
                  {...{ linkId, accountId: id, act: 'remove', of: name }}
                  trigger={say('Remove')}
                  title={say('Remove {name}?', { name })}
                  fields={[]}
                  confirmLabel={say('Remove it')}
                >
                  <p>{say('It’s no longer saved, and isn’t charged again. What you have paid with it stays paid.')}</p>
                </AccountDialog>
              </div>
            </li>
          )
        })}
      </ul>
      <p className="text-sm text-ink-muted">
        {say('To use another number, enter it when you pay and choose to save it. Then remove the old one here.')}
      </p>
    </section>
  )
}
