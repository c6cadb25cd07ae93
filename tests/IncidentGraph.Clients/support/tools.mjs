import { execFileSync } from 'node:child_process';

/** Runs a command of this folder's packages; what it writes is part of the error if it fails. */
export function run(command, ...args) {
  try {
    execFileSync('npx', ['--no-install', command, ...args], { cwd: new URL('..', import.meta.url), stdio: 'pipe', encoding: 'utf8' });
  } catch ({ stdout, stderr }) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
