import type { Language } from '@/api/types';

/** Regions that share one currency are listed once; a region that is missing falls back to its language's. */
const regions: Record<string, string> = {
  EUR: 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK ME XK',
  USD: 'US EC SV PR',
  GBP: 'GB',
  CHF: 'CH LI',
  CZK: 'CZ',
  PLN: 'PL',
  HUF: 'HU',
  RON: 'RO',
  BGN: 'BG',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK',
  RUB: 'RU',
  BYN: 'BY',
  KZT: 'KZ',
  UAH: 'UA',
  GEL: 'GE',
  AMD: 'AM',
  AZN: 'AZ',
  UZS: 'UZ',
  KGS: 'KG',
  MDL: 'MD',
  RSD: 'RS',
  TRY: 'TR',
  ILS: 'IL',
  AED: 'AE',
  INR: 'IN',
  CNY: 'CN',
  JPY: 'JP',
  KRW: 'KR',
  AUD: 'AU',
  NZD: 'NZ',
  CAD: 'CA',
  BRL: 'BR',
  MXN: 'MX',
  ZAR: 'ZA',
};

const byRegion = new Map<string, string>();
for (const [currency, list] of Object.entries(regions)) {
  for (const region of list.split(' ')) byRegion.set(region, currency);
}

/** Currencies offered at set-up. */
export const currencies: readonly string[] = Object.keys(regions);

const home: Record<Language, { region: string; currency: string }> = {
  en: { region: 'GB', currency: 'EUR' },
  ru: { region: 'RU', currency: 'RUB' },
  cs: { region: 'CZ', currency: 'CZK' },
};

/** Zones whose region is not told by any locale of the browser but matters for the currency. */
const zones: Record<string, string> = {
  'Europe/Prague': 'CZ',
  'Europe/Bratislava': 'SK',
  'Europe/Moscow': 'RU',
  'Europe/Samara': 'RU',
  'Asia/Yekaterinburg': 'RU',
  'Asia/Omsk': 'RU',
  'Asia/Novosibirsk': 'RU',
  'Asia/Krasnoyarsk': 'RU',
  'Asia/Irkutsk': 'RU',
  'Asia/Vladivostok': 'RU',
  'Europe/Kaliningrad': 'RU',
  'Europe/Minsk': 'BY',
  'Asia/Almaty': 'KZ',
  'Europe/Kyiv': 'UA',
  'Europe/Kiev': 'UA',
  'Europe/Berlin': 'DE',
  'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH',
  'Europe/Warsaw': 'PL',
  'Europe/Budapest': 'HU',
  'Europe/London': 'GB',
  'Europe/Paris': 'FR',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Amsterdam': 'NL',
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Los_Angeles': 'US',
  'America/Toronto': 'CA',
  'Australia/Sydney': 'AU',
};

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}

/**
 * The country to begin with. Where the machine stands says more than what its browser speaks: plenty of browsers say
 * en-US far from America.
 */
export function guessCountry(language: Language, locales: readonly string[], zone: string): string {
  const place = zones[zone];
  if (place) return place;
  for (const tag of locales) {
    const region = regionOf(tag);
    if (region && byRegion.has(region)) return region;
  }
  return home[language].region;
}

export function guessCurrency(
  language: Language,
  locales: readonly string[],
  zone: string,
): string {
  const country =
    zones[zone] ?? locales.map(regionOf).find((region) => region && byRegion.has(region));
  return (country && byRegion.get(country)) || home[language].currency;
}

export function browserZone(): string {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  } catch {
    return 'UTC';
  }
}

export function allZones(current: string): string[] {
  const list =
    typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set(['UTC', current, ...list])].sort((a, b) => a.localeCompare(b));
}

/** "UTC+01:00" as the zone stands now. */
export function zoneOffset(zone: string, at: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = parts.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
    return name.replace('GMT', 'UTC') || 'UTC';
  } catch {
    return '';
  }
}
