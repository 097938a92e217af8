'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Problem } from '@/components/problem'
import { Button, ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { usePress } from '@/components/use-press'
import { removeAuthenticatorAction, removePasskeyAction, renewRecoveryCodesAction } from './actions'
import { AddPasskey } from './add-passkey'
import { AuthenticatorSetup } from './authenticator-setup'
import { RecoveryCodes } from './recovery-codes'

type Props = {
  appSince: string | null
  passkeys: { id: string; name: string; made: string; used: string | null }[]
  codesLeft: number
  canUsePasskeys: boolean
  /** "Chrome on a Mac": what a new passkey is called unless its owner says otherwise. */
  device: string
  /** Where to go on, for whoever was led here. */
  to: string | null
}

/** What somebody has as a second step, and how to set up and remove it. */
export function SecondSteps({ appSince, passkeys, codesLeft, canUsePasskeys, device, to }: Props) {
  const router = useRouter()
  const [codes, setCodes] = useState<string[] | null>(null)
  const [said, setSaid] = useState('')
  const done = (words: string, made: string[] | null = null) => {
    setSaid(words)
    // Shown this once: after a deploy the page that's read again comes as a whole.
    if (made) setCodes(made)
    else router.refresh()
  }
  const saved = () => {
    setCodes(null)
    router.refresh()
  }
  const isOn = appSince !== null || passkeys.length > 0
  return (
    <div className="flex flex-col gap-10">
      <p role="status" className={said ? 'font-medium' : 'sr-only'}>
        {said}
      </p>
      {codes && <RecoveryCodes codes={codes} onSaved={saved} />}
      {isOn && to && !codes && (
        <div>
          <ButtonLink variant="primary" href={to}>
            Go on where you were
          </ButtonLink>
        </div>
      )}
      <Section title="Authenticator app" id="app">
        <p className="mb-4 max-w-prose text-ink-muted">
          {appSince
            ? `Set up ${appSince}.`
            : 'An app on your phone shows a six-digit code that changes every 30 seconds: Google Authenticator, Microsoft Authenticator, 1Password or any other.'}
        </p>
        <AuthenticatorSetup
          hasOne={appSince !== null}
          onDone={(made) => done('The authenticator app is set up.', made)}
        />
        {appSince && (
          <Remove
            label="Remove authenticator app"
            action={() => removeAuthenticatorAction({})}
            onDone={() => done('The authenticator app is removed.')}
          />
        )}
      </Section>
      <Section title="Passkeys" id="passkeys">
        <p className="mb-4 max-w-prose text-ink-muted">
          {canUsePasskeys
            ? 'Your fingerprint, your face or your device’s PIN instead of a code. A passkey signs you in alone, too.'
            : 'Browsers make no passkeys for an address that is a number. Open Plumbline by its name to add one.'}
        </p>
        {passkeys.length > 0 && (
          <ul className="mb-4 divide-y divide-hairline border-y">
            {passkeys.map(({ id, name, made, used }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
                <div className="min-w-0">
                  <p className="wrap-anywhere font-medium">{name}</p>
                  <p className="text-sm text-ink-muted">
                    Added {made}. {used ? `Last used ${used}.` : 'Not used yet.'}
                  </p>
                </div>
                <Remove
                  label={`Remove passkey ${name}`}
                  words="Remove"
                  action={() => removePasskeyAction({ id })}
                  onDone={() => done(`The passkey ${name} is removed.`)}
                />
              </li>
            ))}
          </ul>
        )}
        {canUsePasskeys && <AddPasskey device={device} onDone={(made) => done('The passkey is added.', made)} />}
      </Section>
      {isOn && (
        <Section title="Recovery codes" id="codes">
          <p className="mb-4 max-w-prose text-ink-muted">
            If you lose your phone, each of these signs you in once. You have {codesLeft} of 10 left. New codes replace
            the old ones.
          </p>
          <Renew onDone={(made) => done('Save these ten codes now.', made)} />
        </Section>
      )}
    </div>
  )
}

type RemoveProps = {
  label: string
  words?: string
  action: Parameters<typeof usePress>[0]
  onDone: () => void
}

function Remove({ label, words = label, action, onDone }: RemoveProps) {
  const { press, pending, problem } = usePress(action, { onDone, changesPage: false })
  return (
    <div className="mt-3">
      <Button variant="danger" pending={pending} onClick={press} aria-label={label}>
        {words}
      </Button>
      <Problem className="mt-2">{problem}</Problem>
    </div>
  )
}

function Renew({ onDone }: { onDone: (codes: string[]) => void }) {
  const { press, pending, problem } = usePress(() => renewRecoveryCodesAction({}), { onDone, changesPage: false })
  return (
    <>
      <Button pending={pending} onClick={press}>
        Make new recovery codes
      </Button>
      <Problem className="mt-2">{problem}</Problem>
    </>
  )
}
