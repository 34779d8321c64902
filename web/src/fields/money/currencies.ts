export const common = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'CZK',
  'PLN',
  'RUB',
  'UAH',
  'KZT',
  'BYN',
  'TRY',
  'CNY',
  'JPY',
  'INR',
  'CAD',
  'AUD',
  'SEK',
  'NOK',
  'DKK',
  'HUF',
  'RON',
  'BGN',
  'RSD',
  'ILS',
  'AED',
  'BRL',
  'MXN',
  'ZAR',
];

/** All currencies the browser can name, the workspace's own and the usual ones first. */
export function currencyCodes(own: string): string[] {
  const known = Intl.supportedValuesOf?.('currency') ?? common;
  return [...new Set([own, ...common, ...known])];
}
