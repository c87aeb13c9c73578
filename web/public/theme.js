// Runs before the first paint, so that a dark screen never flashes white. External because the CSP allows no inline script.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('atelier.theme') || 'system';
  } catch {
    // Storage may be forbidden; the system's preference is a good answer.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
