import {
  ArrowDown as arrowDown,
  ArrowUp as arrowUp,
  Camera as camera,
  Circle as circle,
  CircleCheckBig as circleCheckBig,
  CircleDashed as circleDashed,
  CircleSlash as circleSlash,
  Copy as copy,
  Download as download,
  ExternalLink as externalLink,
  FileCheck as fileCheck,
  ImagePlus as imagePlus,
  Inbox as inbox,
  KeyRound as keyRound,
  Mail as mail,
  MailCheck as mailCheck,
  Pencil as pencil,
  PencilLine as pencilLine,
  Printer as printer,
  RotateCw as rotateCw,
  Signature as signature,
  Star as star,
  ThumbsDown as thumbsDown,
  ThumbsUp as thumbsUp,
  Trash as trash2,
  Users as users,
} from 'lucide'
import { icon } from './icon'

// What stands on documents, settings and single pages.

export const ArrowDown = /* @__PURE__ */ icon(arrowDown)
export const ArrowUp = /* @__PURE__ */ icon(arrowUp)
export const Camera = /* @__PURE__ */ icon(camera)
export const Circle = /* @__PURE__ */ icon(circle)
export const CircleCheckBig = /* @__PURE__ */ icon(circleCheckBig)
export const CircleDashed = /* @__PURE__ */ icon(circleDashed)
export const CircleSlash = /* @__PURE__ */ icon(circleSlash)
export const Copy = /* @__PURE__ */ icon(copy)
export const Download = /* @__PURE__ */ icon(download)
export const ExternalLink = /* @__PURE__ */ icon(externalLink)
export const FileCheck = /* @__PURE__ */ icon(fileCheck)
export const ImagePlus = /* @__PURE__ */ icon(imagePlus)
export const Inbox = /* @__PURE__ */ icon(inbox)
export const KeyRound = /* @__PURE__ */ icon(keyRound)
export const Mail = /* @__PURE__ */ icon(mail)
export const MailCheck = /* @__PURE__ */ icon(mailCheck)
export const Pencil = /* @__PURE__ */ icon(pencil)
export const PencilLine = /* @__PURE__ */ icon(pencilLine)
export const Printer = /* @__PURE__ */ icon(printer)
export const RotateCw = /* @__PURE__ */ icon(rotateCw)
export const Signature = /* @__PURE__ */ icon(signature)
export const Star = /* @__PURE__ */ icon(star)
export const ThumbsDown = /* @__PURE__ */ icon(thumbsDown)
export const ThumbsUp = /* @__PURE__ */ icon(thumbsUp)
export const Trash2 = /* @__PURE__ */ icon(trash2)
export const Users = /* @__PURE__ */ icon(users)
