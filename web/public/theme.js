// Runs before the first paint so that a dark workspace never flashes white.
(() => {
  var chosen = null;
  try {
    chosen = localStorage.getItem('kith.theme');
  } catch {
    // Storage may be switched off; the system's choice applies then.
  }
  var dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
