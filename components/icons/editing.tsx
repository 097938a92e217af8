import {
  ArrowDown as arrowDown,
  ArrowUp as arrowUp,
  CloudAlert as cloudAlert,
  Copy as copy,
  Ellipsis as ellipsis,
  GripVertical as gripVertical,
  Percent as percent,
  Redo2 as redo2,
  Tag as tag,
  Trash as trash2,
  Undo2 as undo2,
} from 'lucide'
import { icon } from './icon'

// What stands in the editor of a document.

export const ArrowDown = /* @__PURE__ */ icon(arrowDown)
export const ArrowUp = /* @__PURE__ */ icon(arrowUp)
export const CloudAlert = /* @__PURE__ */ icon(cloudAlert)
export const Copy = /* @__PURE__ */ icon(copy)
export const Ellipsis = /* @__PURE__ */ icon(ellipsis)
export const GripVertical = /* @__PURE__ */ icon(gripVertical)
export const Percent = /* @__PURE__ */ icon(percent)
export const Redo2 = /* @__PURE__ */ icon(redo2)
export const Tag = /* @__PURE__ */ icon(tag)
export const Trash2 = /* @__PURE__ */ icon(trash2)
export const Undo2 = /* @__PURE__ */ icon(undo2)
