import { describe, expect, it } from 'vitest';
import { allZones, guessCountry, guessCurrency, zoneOffset } from './guess';
import { strength } from './password';

describe('guesses at set-up', () => {
  it('trusts the zone before the locale of the browser', () => {
    expect(guessCurrency('en', ['en-US'], 'Europe/Prague')).toBe('CZK');
    expect(guessCountry('en', ['en-US'], 'Europe/Prague')).toBe('CZ');
  });
  it('falls back to the locale, then to the language', () => {
    expect(guessCurrency('en', ['en-AU', 'en'], 'Etc/Unknown')).toBe('AUD');
    expect(guessCurrency('ru', ['ru'], 'Etc/Unknown')).toBe('RUB');
    expect(guessCurrency('cs', [], 'UTC')).toBe('CZK');
    expect(guessCurrency('en', ['not a tag!'], 'UTC')).toBe('EUR');
    expect(guessCountry('ru', [], 'UTC')).toBe('RU');
  });
  it('lists the zone in force even when the browser does not know it', () => {
    expect(allZones('Mars/Olympus')).toContain('Mars/Olympus');
    expect(zoneOffset('UTC', new Date(0))).toBe('UTC+00:00');
    expect(zoneOffset('Asia/Tokyo', new Date(0))).toBe('UTC+09:00');
    expect(zoneOffset('Mars/Olympus', new Date(0))).toBe('');
  });
});

describe('the hint on a password', () => {
  it('says too short below ten characters, counting characters and not bytes', () => {
    expect(strength('Ab3!Ab3!x')).toBe(0);
    expect(strength('💡💡💡💡💡')).toBe(0);
  });
  it('rates runs, repeats, common words and one’s own name low', () => {
    expect(strength('aaaaaaaaaaaa')).toBe(1);
    expect(strength('1234567890')).toBe(1);
    expect(strength('password12')).toBe(1);
    expect(strength('novakova12', ['Anna Novakova'])).toBe(1);
  });
  it('rates a long phrase strong in any alphabet', () => {
    expect(strength('correct horse battery')).toBe(4);
    expect(strength('лошадь скрепка сено')).toBe(4);
    expect(strength('k8#Vq!z2Lm')).toBeGreaterThanOrEqual(3);
  });
});
