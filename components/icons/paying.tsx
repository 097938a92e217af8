import {
  Banknote as banknote,
  CreditCard as creditCard,
  Ellipsis as ellipsis,
  FilePenLine as filePenLine,
  FileText as fileText,
  RotateCcwClock as history,
  Hourglass as hourglass,
  Landmark as landmark,
  Lock as lock,
} from 'lucide'
import { icon } from './icon'

// What stands in the dialogs about money.

export const Banknote = /* @__PURE__ */ icon(banknote)
export const CreditCard = /* @__PURE__ */ icon(creditCard)
export const Ellipsis = /* @__PURE__ */ icon(ellipsis)
export const FilePenLine = /* @__PURE__ */ icon(filePenLine)
export const FileText = /* @__PURE__ */ icon(fileText)
export const History = /* @__PURE__ */ icon(history)
export const Hourglass = /* @__PURE__ */ icon(hourglass)
export const Landmark = /* @__PURE__ */ icon(landmark)
export const Lock = /* @__PURE__ */ icon(lock)
