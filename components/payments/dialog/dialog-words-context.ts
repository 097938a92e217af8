'use client'

import { createContext, useContext } from 'react'
import { type DialogWords, FOR_MEMBERS } from '@/lib/payments/words/dialog/dialog-words'

/** To whom the dialog speaks: a member of the company, unless its page says that it is the customer. */
export const DialogWordsContext = createContext<DialogWords>(FOR_MEMBERS)

export const useDialogWords = () => useContext(DialogWordsContext)
