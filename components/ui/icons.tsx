import { clsx } from 'clsx'
import { __iconData as archive } from 'lucide-react/icons/archive'
import { __iconData as arrowDown } from 'lucide-react/icons/arrow-down'
import { __iconData as arrowLeft } from 'lucide-react/icons/arrow-left'
import { __iconData as arrowUp } from 'lucide-react/icons/arrow-up'
import { __iconData as banknote } from 'lucide-react/icons/banknote'
import { __iconData as banknoteX } from 'lucide-react/icons/banknote-x'
import { __iconData as check } from 'lucide-react/icons/check'
import { __iconData as checkCheck } from 'lucide-react/icons/check-check'
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down'
import { __iconData as chevronRight } from 'lucide-react/icons/chevron-right'
import { __iconData as chevronsLeft } from 'lucide-react/icons/chevrons-left'
import { __iconData as circle } from 'lucide-react/icons/circle'
import { __iconData as circleCheck } from 'lucide-react/icons/circle-check'
import { __iconData as circleCheckBig } from 'lucide-react/icons/circle-check-big'
import { __iconData as circleDashed } from 'lucide-react/icons/circle-dashed'
import { __iconData as circleAlert } from 'lucide-react/icons/circle-exclamation-point'
import { __iconData as circleMinus } from 'lucide-react/icons/circle-minus'
import { __iconData as circleQuestionMark } from 'lucide-react/icons/circle-question-mark'
import { __iconData as circleSlash } from 'lucide-react/icons/circle-slash'
import { __iconData as circleX } from 'lucide-react/icons/circle-x'
import { __iconData as clock } from 'lucide-react/icons/clock'
import { __iconData as copy } from 'lucide-react/icons/copy'
import { __iconData as creditCard } from 'lucide-react/icons/credit-card'
import { __iconData as download } from 'lucide-react/icons/download'
import { __iconData as ellipsis } from 'lucide-react/icons/ellipsis'
import { __iconData as externalLink } from 'lucide-react/icons/external-link'
import { __iconData as fileCheck } from 'lucide-react/icons/file-check'
import { __iconData as filePenLine } from 'lucide-react/icons/file-pen-line'
import { __iconData as fileText } from 'lucide-react/icons/file-text'
import { __iconData as hourglass } from 'lucide-react/icons/hourglass'
import { __iconData as inbox } from 'lucide-react/icons/inbox'
import { __iconData as info } from 'lucide-react/icons/info'
import { __iconData as keyRound } from 'lucide-react/icons/key-round'
import { __iconData as landmark } from 'lucide-react/icons/landmark'
import { __iconData as listX } from 'lucide-react/icons/list-x'
import { __iconData as loaderCircle } from 'lucide-react/icons/loader-circle'
import { __iconData as lock } from 'lucide-react/icons/lock'
import { __iconData as logOut } from 'lucide-react/icons/log-out'
import { __iconData as mail } from 'lucide-react/icons/mail'
import { __iconData as mailCheck } from 'lucide-react/icons/mail-check'
import { __iconData as notebookPen } from 'lucide-react/icons/notebook-pen'
import { __iconData as pencil } from 'lucide-react/icons/pencil'
import { __iconData as pencilLine } from 'lucide-react/icons/pencil-line'
import { __iconData as plus } from 'lucide-react/icons/plus'
import { __iconData as printer } from 'lucide-react/icons/printer'
import { __iconData as history } from 'lucide-react/icons/rotate-ccw-clock'
import { __iconData as rotateCw } from 'lucide-react/icons/rotate-cw'
import { __iconData as search } from 'lucide-react/icons/search'
import { __iconData as send } from 'lucide-react/icons/send'
import { __iconData as shieldCheck } from 'lucide-react/icons/shield-check'
import { __iconData as shieldAlert } from 'lucide-react/icons/shield-exclamation-point'
import { __iconData as signature } from 'lucide-react/icons/signature'
import { __iconData as star } from 'lucide-react/icons/star'
import { __iconData as thumbsDown } from 'lucide-react/icons/thumbs-down'
import { __iconData as thumbsUp } from 'lucide-react/icons/thumbs-up'
import { __iconData as trash2 } from 'lucide-react/icons/trash'
import { __iconData as triangleAlert } from 'lucide-react/icons/triangle-exclamation-point'
import { __iconData as undo2 } from 'lucide-react/icons/undo-2'
import { __iconData as userRound } from 'lucide-react/icons/user-round'
import { __iconData as users } from 'lucide-react/icons/users'
import { __iconData as x } from 'lucide-react/icons/x'
import { type ComponentProps, createElement, type FunctionComponent } from 'react'

// Lucide's icons, drawn by what every page has anyway: its own component is one of the browser's, with ten attributes
// each time and every icon's data beside it.

type Node = readonly (readonly [element: string, attributes: Record<string, string>])[]

declare module 'lucide-react/icons/plus' {
  // What the package's types leave out. All icons share them.
  const __iconData: { node: Node }
}

type Props = Omit<ComponentProps<'svg'>, 'children'>
export type Icon = FunctionComponent<Props>

/** An icon is 24 px high unless a class says otherwise, and has the color of the text. Without a label nobody hears it. */
const icon = (node: Node): Icon =>
  function LucideIcon({ className, ...props }) {
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: whoever uses it labels it, or hides it beside words
      <svg
        viewBox="0 0 24 24"
        aria-hidden={props['aria-label'] === undefined || undefined}
        {...props}
        className={clsx('icon', className)}
      >
        {node.map(([element, attributes]) => createElement(element, attributes))}
      </svg>
    )
  }

export const Archive = /* @__PURE__ */ icon(archive.node)
export const ArrowDown = /* @__PURE__ */ icon(arrowDown.node)
export const ArrowLeft = /* @__PURE__ */ icon(arrowLeft.node)
export const ArrowUp = /* @__PURE__ */ icon(arrowUp.node)
export const Banknote = /* @__PURE__ */ icon(banknote.node)
export const BanknoteX = /* @__PURE__ */ icon(banknoteX.node)
export const Check = /* @__PURE__ */ icon(check.node)
export const CheckCheck = /* @__PURE__ */ icon(checkCheck.node)
export const ChevronDown = /* @__PURE__ */ icon(chevronDown.node)
export const ChevronRight = /* @__PURE__ */ icon(chevronRight.node)
export const ChevronsLeft = /* @__PURE__ */ icon(chevronsLeft.node)
export const Circle = /* @__PURE__ */ icon(circle.node)
export const CircleAlert = /* @__PURE__ */ icon(circleAlert.node)
export const CircleCheck = /* @__PURE__ */ icon(circleCheck.node)
export const CircleCheckBig = /* @__PURE__ */ icon(circleCheckBig.node)
export const CircleDashed = /* @__PURE__ */ icon(circleDashed.node)
export const CircleMinus = /* @__PURE__ */ icon(circleMinus.node)
export const CircleQuestionMark = /* @__PURE__ */ icon(circleQuestionMark.node)
export const CircleSlash = /* @__PURE__ */ icon(circleSlash.node)
export const CircleX = /* @__PURE__ */ icon(circleX.node)
export const Clock = /* @__PURE__ */ icon(clock.node)
export const Copy = /* @__PURE__ */ icon(copy.node)
export const CreditCard = /* @__PURE__ */ icon(creditCard.node)
export const Download = /* @__PURE__ */ icon(download.node)
export const Ellipsis = /* @__PURE__ */ icon(ellipsis.node)
export const ExternalLink = /* @__PURE__ */ icon(externalLink.node)
export const FileCheck = /* @__PURE__ */ icon(fileCheck.node)
export const FilePenLine = /* @__PURE__ */ icon(filePenLine.node)
export const FileText = /* @__PURE__ */ icon(fileText.node)
export const History = /* @__PURE__ */ icon(history.node)
export const Hourglass = /* @__PURE__ */ icon(hourglass.node)
export const Inbox = /* @__PURE__ */ icon(inbox.node)
export const Info = /* @__PURE__ */ icon(info.node)
export const KeyRound = /* @__PURE__ */ icon(keyRound.node)
export const Landmark = /* @__PURE__ */ icon(landmark.node)
export const ListX = /* @__PURE__ */ icon(listX.node)
export const LoaderCircle = /* @__PURE__ */ icon(loaderCircle.node)
export const Lock = /* @__PURE__ */ icon(lock.node)
export const LogOut = /* @__PURE__ */ icon(logOut.node)
export const Mail = /* @__PURE__ */ icon(mail.node)
export const MailCheck = /* @__PURE__ */ icon(mailCheck.node)
export const NotebookPen = /* @__PURE__ */ icon(notebookPen.node)
export const Pencil = /* @__PURE__ */ icon(pencil.node)
export const PencilLine = /* @__PURE__ */ icon(pencilLine.node)
export const Plus = /* @__PURE__ */ icon(plus.node)
export const Printer = /* @__PURE__ */ icon(printer.node)
export const RotateCw = /* @__PURE__ */ icon(rotateCw.node)
export const Search = /* @__PURE__ */ icon(search.node)
export const Send = /* @__PURE__ */ icon(send.node)
export const ShieldAlert = /* @__PURE__ */ icon(shieldAlert.node)
export const ShieldCheck = /* @__PURE__ */ icon(shieldCheck.node)
export const Signature = /* @__PURE__ */ icon(signature.node)
export const Star = /* @__PURE__ */ icon(star.node)
export const ThumbsDown = /* @__PURE__ */ icon(thumbsDown.node)
export const ThumbsUp = /* @__PURE__ */ icon(thumbsUp.node)
export const Trash2 = /* @__PURE__ */ icon(trash2.node)
export const TriangleAlert = /* @__PURE__ */ icon(triangleAlert.node)
export const Undo2 = /* @__PURE__ */ icon(undo2.node)
export const UserRound = /* @__PURE__ */ icon(userRound.node)
export const Users = /* @__PURE__ */ icon(users.node)
export const X = /* @__PURE__ */ icon(x.node)
