import {
  Archive as archive,
  ArrowLeft as arrowLeft,
  Check as check,
  ChevronDown as chevronDown,
  ChevronRight as chevronRight,
  ChevronsLeft as chevronsLeft,
  CircleAlert as circleAlert,
  CircleCheck as circleCheck,
  Info as info,
  LoaderCircle as loaderCircle,
  LogOut as logOut,
  Plus as plus,
  Search as search,
  ShieldCheck as shieldCheck,
  TriangleAlert as triangleAlert,
  UserRound as userRound,
  X as x,
} from 'lucide'
import { icon } from './icon'

// What pages of every kind show.

export const Archive = /* @__PURE__ */ icon(archive)
export const ArrowLeft = /* @__PURE__ */ icon(arrowLeft)
export const Check = /* @__PURE__ */ icon(check)
export const ChevronDown = /* @__PURE__ */ icon(chevronDown)
export const ChevronRight = /* @__PURE__ */ icon(chevronRight)
export const ChevronsLeft = /* @__PURE__ */ icon(chevronsLeft)
export const CircleAlert = /* @__PURE__ */ icon(circleAlert)
export const CircleCheck = /* @__PURE__ */ icon(circleCheck)
export const Info = /* @__PURE__ */ icon(info)
export const LoaderCircle = /* @__PURE__ */ icon(loaderCircle)
export const LogOut = /* @__PURE__ */ icon(logOut)
export const Plus = /* @__PURE__ */ icon(plus)
export const Search = /* @__PURE__ */ icon(search)
export const ShieldCheck = /* @__PURE__ */ icon(shieldCheck)
export const TriangleAlert = /* @__PURE__ */ icon(triangleAlert)
export const UserRound = /* @__PURE__ */ icon(userRound)
export const X = /* @__PURE__ */ icon(x)
