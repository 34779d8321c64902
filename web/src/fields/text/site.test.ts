import { expect, test } from 'vitest';
import { siteOf } from './site';

test('a site is a link however it is written', () => {
  expect(siteOf('https://kith.example/a?b=1', false)).toBe('https://kith.example/a?b=1');
  expect(siteOf('HTTP://KITH.example', false)).toBe('http://kith.example/');
  expect(siteOf('www.kith.example', false)).toBe('https://www.kith.example/');
  expect(siteOf(' kith.example ', true)).toBe('https://kith.example/');
  expect(siteOf('сайт.рф', true)).toBe('https://xn--80aswg.xn--p1ai/');
});

test('words and scripts are no links', () => {
  for (const text of ['node.js', 'Acme', 'https://', 'see https://kith.example'])
    expect(siteOf(text, false), text).toBeNull();
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'info@kith.example', 'localhost'])
    expect(siteOf(text, true), text).toBeNull();
  expect(siteOf('https://bank.example@evil.example', true)).toBeNull();
});
