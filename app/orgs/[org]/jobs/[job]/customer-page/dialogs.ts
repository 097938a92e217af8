// All that the buttons of a customer's links open, which loads together.
export { EmailLinkDialog } from './email-link-dialog'
export { CopyLinkDialog, ShowCodeDialog } from './give-link-dialogs'
export { RevokeLinkDialog } from './revoke-link-dialog'
