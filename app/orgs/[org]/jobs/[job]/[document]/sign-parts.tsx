'use client'

import dynamic from 'next/dynamic'

/** What a paper that waits for signatures has to press. No other page of a document loads it. */
export const SignButtons = dynamic(() => import('./sign-buttons').then((module) => module.SignButtons))
