import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Links } from '@/components/links'
import { SharedCode } from '@/components/shared-code'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Plumbline', template: '%s · Plumbline' },
  other: { google: 'notranslate' },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f4' },
    { media: '(prefers-color-scheme: dark)', color: '#151412' },
  ],
  viewportFit: 'cover',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: the scripts of a page made at build time couldn’t carry a nonce (server/front.ts).
  await connection()
  return (
    // Not for a browser to translate: it takes the text nodes away that React writes to, and a button would go on to
    // show the amount from before.
    <html lang="en" translate="no" className={GeistSans.variable}>
      <body className="min-h-dvh">
        <SharedCode />
        <Links />
        {children}
      </body>
    </html>
  )
}
