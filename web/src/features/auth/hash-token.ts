/**
 * The one-time token after `#` in a link we sent, taken out of the address bar so that it is not kept in the history.
 * A fragment never reaches a server or its logs.
 */
export function takeHashToken(): string {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token) history.replaceState(history.state, '', location.pathname);
  return token;
}
