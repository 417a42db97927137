import { spawn } from 'node:child_process';
import { SettingError } from './settings.js';

const patience = 120_000;

/**
 * Runs `SCAN_COMMAND`, such as `clamdscan --no-summary -`, for each file, which comes in on its standard input. It ends
 * with 0 for a clean file and with 1 for an infected one; whatever else happens means that it can't tell.
 */
export function readScanner(
  env: Record<string, string | undefined>,
): ((content: Uint8Array) => Promise<'clean' | 'infected'>) | undefined {
  const words = env.SCAN_COMMAND?.trim().split(/\s+/).filter(Boolean) ?? [];
  const [program, ...parameters] = words;
  if (program === undefined) {
    if (env.SCAN_COMMAND) throw new SettingError('SCAN_COMMAND must name a program.');
    return undefined;
  }
  return (content) => scan(program, parameters, content);
}

function scan(program: string, parameters: string[], content: Uint8Array): Promise<'clean' | 'infected'> {
  return new Promise((fulfil, reject) => {
    const child = spawn(program, parameters, {
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: patience,
      killSignal: 'SIGKILL',
    });
    child.once('error', reject);
    // One that has seen enough stops reading.
    child.stdin.on('error', () => undefined);
    child.once('close', (code) => {
      if (code === 0) fulfil('clean');
      else if (code === 1) fulfil('infected');
      else reject(new Error('The scanner failed.'));
    });
    child.stdin.end(content);
  });
}
