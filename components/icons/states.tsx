import {
  BanknoteX as banknoteX,
  CheckCheck as checkCheck,
  CircleMinus as circleMinus,
  CircleQuestionMark as circleQuestionMark,
  CircleX as circleX,
  Clock as clock,
  ListX as listX,
  NotebookPen as notebookPen,
  Send as send,
  ShieldAlert as shieldAlert,
  Undo2 as undo2,
} from 'lucide'
import { icon } from './icon'

// What a payment, a refund or an email is.

export const BanknoteX = /* @__PURE__ */ icon(banknoteX)
export const CheckCheck = /* @__PURE__ */ icon(checkCheck)
export const CircleMinus = /* @__PURE__ */ icon(circleMinus)
export const CircleQuestionMark = /* @__PURE__ */ icon(circleQuestionMark)
export const CircleX = /* @__PURE__ */ icon(circleX)
export const Clock = /* @__PURE__ */ icon(clock)
export const ListX = /* @__PURE__ */ icon(listX)
export const NotebookPen = /* @__PURE__ */ icon(notebookPen)
export const Send = /* @__PURE__ */ icon(send)
export const ShieldAlert = /* @__PURE__ */ icon(shieldAlert)
export const Undo2 = /* @__PURE__ */ icon(undo2)
