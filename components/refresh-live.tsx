import { RefreshOnChange } from './live'

/** On a page that shows payments: reads it again by itself, within a second, whenever one of them changes anywhere. */
export function RefreshLive() {
  return <RefreshOnChange readAt={Date.now()} />
}
