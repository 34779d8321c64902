/**
 * The address of the site that a text names, or nothing: only http and https, never a script or somebody's password.
 * Where a site is asked for, `example.com` is one; elsewhere it may be a word.
 */
export function siteOf(text: string, asked: boolean): string | null {
  const words = text.trim();
  const full = /^https?:\/\//i.test(words);
  if (/\s/.test(words) || !(full || asked || /^www\./i.test(words))) return null;
  try {
    const { protocol, hostname, username, href } = new URL(full ? words : `https://${words}`);
    const known = /^https?:$/.test(protocol) && hostname.includes('.') && username === '';
    return known ? href : null;
  } catch {
    return null;
  }
}
