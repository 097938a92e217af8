import { __iconData as banknoteX } from 'lucide-react/icons/banknote-x'
import { __iconData as checkCheck } from 'lucide-react/icons/check-check'
import { __iconData as circleMinus } from 'lucide-react/icons/circle-minus'
import { __iconData as circleQuestionMark } from 'lucide-react/icons/circle-question-mark'
import { __iconData as circleX } from 'lucide-react/icons/circle-x'
import { __iconData as clock } from 'lucide-react/icons/clock'
import { __iconData as listX } from 'lucide-react/icons/list-x'
import { __iconData as notebookPen } from 'lucide-react/icons/notebook-pen'
import { __iconData as send } from 'lucide-react/icons/send'
import { __iconData as shieldAlert } from 'lucide-react/icons/shield-exclamation-point'
import { __iconData as undo2 } from 'lucide-react/icons/undo-2'
import { icon } from './icon'

// What a payment, a refund or an email is.

export const BanknoteX = /* @__PURE__ */ icon(banknoteX.node)
export const CheckCheck = /* @__PURE__ */ icon(checkCheck.node)
export const CircleMinus = /* @__PURE__ */ icon(circleMinus.node)
export const CircleQuestionMark = /* @__PURE__ */ icon(circleQuestionMark.node)
export const CircleX = /* @__PURE__ */ icon(circleX.node)
export const Clock = /* @__PURE__ */ icon(clock.node)
export const ListX = /* @__PURE__ */ icon(listX.node)
export const NotebookPen = /* @__PURE__ */ icon(notebookPen.node)
export const Send = /* @__PURE__ */ icon(send.node)
export const ShieldAlert = /* @__PURE__ */ icon(shieldAlert.node)
export const Undo2 = /* @__PURE__ */ icon(undo2.node)
