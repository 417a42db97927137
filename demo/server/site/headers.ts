/** The strictest policy that a town could set; the widgets must work under it with no exception made for them. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html dompurify',
].join('; ');

export const pageHeaders: Record<string, string> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(self)',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** For the snippet builder: it looks at addresses of other sites, where somebody has agreed to that. */
export const builderHeaders: Record<string, string> = {
  ...pageHeaders,
  'Content-Security-Policy': contentSecurityPolicy
    .replace(
      "connect-src 'self'",
      "connect-src 'self' https: http://localhost:* http://127.0.0.1:*; frame-src 'self'",
    )
    .replace("img-src 'self'", "img-src 'self' https:"),
};

/** For pages whose address or content is one resident's own. */
export const privateHeaders: Record<string, string> = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
};
