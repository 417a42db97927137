import type { FailureCode } from './report.js';

/** What went wrong below HTTP, by the error codes of Node and OpenSSL, and a word on it. */
export function connectionFailure(error: unknown): readonly [code: FailureCode, detail: string] {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return ['dns', code];
  if (code === 'ECONNREFUSED') return ['refused', code];
  if (code === 'ETIMEDOUT') return ['timeout', '15'];
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code)) return ['tls', message];
  if (code === 'EPROTO' || /^ERR_(?:SSL|TLS)/.test(code))
    return ['tls', 'it does not speak TLS as browsers do'];
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT') || /BROTLI/i.test(code))
    return ['packed', 'the body is not what Content-Encoding says'];
  if (code.startsWith('HPE_')) return ['unreachable', 'what comes is not HTTP as browsers know it'];
  if (code === 'ECONNRESET') return ['unreachable', 'the connection was closed without an answer'];
  return ['unreachable', code || message];
}
