import type { Address } from '@/api/types';

/** A two-letter code in words; anything else as it was written. */
export function countryName(country: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
  } catch {
    return country;
  }
}

export function lineOf(address: Address, locale: string): string {
  const town = [address.postal_code, address.city].filter(Boolean).join(' ');
  const country = address.country ? countryName(address.country, locale) : '';
  return [address.street, town, address.region, country].filter(Boolean).join(', ');
}
