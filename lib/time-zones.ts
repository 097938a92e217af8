// Where companies are: the time zones to choose from, by their IANA names. Pure.

/** The longest stretch of each zone of the United States first; then those of Canada that aren't the same. */
export const TIME_ZONES: readonly { name: string; label: string }[] = [
  { name: 'America/New_York', label: 'Eastern (New York)' },
  { name: 'America/Chicago', label: 'Central (Chicago)' },
  { name: 'America/Denver', label: 'Mountain (Denver)' },
  { name: 'America/Phoenix', label: 'Arizona (Phoenix)' },
  { name: 'America/Los_Angeles', label: 'Pacific (Los Angeles)' },
  { name: 'America/Anchorage', label: 'Alaska (Anchorage)' },
  { name: 'Pacific/Honolulu', label: 'Hawaii (Honolulu)' },
  { name: 'America/Detroit', label: 'Michigan (Detroit)' },
  { name: 'America/Indiana/Indianapolis', label: 'Indiana (Indianapolis)' },
  { name: 'America/Boise', label: 'Idaho (Boise)' },
  { name: 'America/Puerto_Rico', label: 'Puerto Rico and Virgin Islands' },
  { name: 'Pacific/Guam', label: 'Guam and Northern Marianas' },
  { name: 'Pacific/Pago_Pago', label: 'American Samoa' },
  { name: 'America/Halifax', label: 'Atlantic (Halifax)' },
  { name: 'America/St_Johns', label: 'Newfoundland (St. John’s)' },
  { name: 'America/Toronto', label: 'Eastern (Toronto)' },
  { name: 'America/Winnipeg', label: 'Central (Winnipeg)' },
  { name: 'America/Regina', label: 'Saskatchewan (Regina)' },
  { name: 'America/Edmonton', label: 'Mountain (Edmonton)' },
  { name: 'America/Vancouver', label: 'Pacific (Vancouver)' },
]

const NAMES = new Set(TIME_ZONES.map(({ name }) => name))

export const isTimeZone = (name: string): boolean => NAMES.has(name)

/** A zone as people read it; its name where it is none of these. */
export const timeZoneLabel = (name: string): string => TIME_ZONES.find((each) => each.name === name)?.label ?? name
