import { type SpawnOptions, spawn } from 'node:child_process';

/** Runs a command to its end; the answer is its exit code (1 where a signal ended it). */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs one of the tools in node_modules by its script, without a shell. */
export async function tool(script: string, args: string[]): Promise<void> {
  const code = await run(process.execPath, [`node_modules/${script}`, ...args]);
  if (code !== 0) throw new Error(`${script} ended with exit code ${code}.`);
}
