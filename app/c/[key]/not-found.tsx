import { LinkOver } from './link-over'

export default LinkOver
