import { __iconData as archive } from 'lucide-react/icons/archive'
import { __iconData as arrowLeft } from 'lucide-react/icons/arrow-left'
import { __iconData as check } from 'lucide-react/icons/check'
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down'
import { __iconData as chevronRight } from 'lucide-react/icons/chevron-right'
import { __iconData as chevronsLeft } from 'lucide-react/icons/chevrons-left'
import { __iconData as circleCheck } from 'lucide-react/icons/circle-check'
import { __iconData as circleAlert } from 'lucide-react/icons/circle-exclamation-point'
import { __iconData as info } from 'lucide-react/icons/info'
import { __iconData as loaderCircle } from 'lucide-react/icons/loader-circle'
import { __iconData as logOut } from 'lucide-react/icons/log-out'
import { __iconData as plus } from 'lucide-react/icons/plus'
import { __iconData as search } from 'lucide-react/icons/search'
import { __iconData as shieldCheck } from 'lucide-react/icons/shield-check'
import { __iconData as triangleAlert } from 'lucide-react/icons/triangle-exclamation-point'
import { __iconData as userRound } from 'lucide-react/icons/user-round'
import { __iconData as x } from 'lucide-react/icons/x'
import { icon } from './icon'

// What pages of every kind show.

export const Archive = /* @__PURE__ */ icon(archive.node)
export const ArrowLeft = /* @__PURE__ */ icon(arrowLeft.node)
export const Check = /* @__PURE__ */ icon(check.node)
export const ChevronDown = /* @__PURE__ */ icon(chevronDown.node)
export const ChevronRight = /* @__PURE__ */ icon(chevronRight.node)
export const ChevronsLeft = /* @__PURE__ */ icon(chevronsLeft.node)
export const CircleAlert = /* @__PURE__ */ icon(circleAlert.node)
export const CircleCheck = /* @__PURE__ */ icon(circleCheck.node)
export const Info = /* @__PURE__ */ icon(info.node)
export const LoaderCircle = /* @__PURE__ */ icon(loaderCircle.node)
export const LogOut = /* @__PURE__ */ icon(logOut.node)
export const Plus = /* @__PURE__ */ icon(plus.node)
export const Search = /* @__PURE__ */ icon(search.node)
export const ShieldCheck = /* @__PURE__ */ icon(shieldCheck.node)
export const TriangleAlert = /* @__PURE__ */ icon(triangleAlert.node)
export const UserRound = /* @__PURE__ */ icon(userRound.node)
export const X = /* @__PURE__ */ icon(x.node)
