import { mkdir, writeFile } from 'node:fs/promises';
import { buildClientSchema, getIntrospectionQuery, printSchema } from 'graphql';
import { ask } from './server.mjs';

/** Writes down what the server says of itself, for tools that want a file. */
export async function writeContract() {
  const introspection = await ask(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }), null, 'admin');
  await mkdir(new URL('../artifacts/', import.meta.url), { recursive: true });
  await writeFile(new URL('../artifacts/schema.graphql', import.meta.url), printSchema(buildClientSchema(introspection)));
}
