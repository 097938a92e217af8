import { __iconData as banknote } from 'lucide-react/icons/banknote'
import { __iconData as creditCard } from 'lucide-react/icons/credit-card'
import { __iconData as ellipsis } from 'lucide-react/icons/ellipsis'
import { __iconData as filePenLine } from 'lucide-react/icons/file-pen-line'
import { __iconData as fileText } from 'lucide-react/icons/file-text'
import { __iconData as hourglass } from 'lucide-react/icons/hourglass'
import { __iconData as landmark } from 'lucide-react/icons/landmark'
import { __iconData as lock } from 'lucide-react/icons/lock'
import { __iconData as history } from 'lucide-react/icons/rotate-ccw-clock'
import { icon } from './icon'

// What stands in the dialogs about money.

export const Banknote = /* @__PURE__ */ icon(banknote.node)
export const CreditCard = /* @__PURE__ */ icon(creditCard.node)
export const Ellipsis = /* @__PURE__ */ icon(ellipsis.node)
export const FilePenLine = /* @__PURE__ */ icon(filePenLine.node)
export const FileText = /* @__PURE__ */ icon(fileText.node)
export const History = /* @__PURE__ */ icon(history.node)
export const Hourglass = /* @__PURE__ */ icon(hourglass.node)
export const Landmark = /* @__PURE__ */ icon(landmark.node)
export const Lock = /* @__PURE__ */ icon(lock.node)
