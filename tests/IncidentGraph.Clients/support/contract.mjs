import { mkdir, writeFile } from 'node:fs/promises';
import { headersOf, url } from './server.mjs';

/** The schema as the server gives it out, with all that an administrator sees. */
export async function readContract() {
  const response = await fetch(new URL('/graphql/schema.graphql', url), { headers: await headersOf('admin') });
  if (!response.ok) throw new Error(`No schema: ${response.status} ${await response.text()}`);
  return response.text();
}

/** Writes it down, as it is, for tools that want a file. */
export async function writeContract() {
  await mkdir(new URL('../artifacts/', import.meta.url), { recursive: true });
  await writeFile(new URL('../artifacts/schema.graphql', import.meta.url), await readContract());
}
