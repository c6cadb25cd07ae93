import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { before, test } from 'node:test';
import { writeContract } from './support/contract.mjs';
import { declare, ask as arrange, headersOf, rename as renameAsSomebody, url } from './support/server.mjs';
import { run } from './support/tools.mjs';

let ask, client;

before(async () => {
  for (const made of ['typed', 'compiled']) rmSync(new URL(`artifacts/${made}`, import.meta.url), { recursive: true, force: true });
  await writeContract();
  run('graphql-codegen', '--config', 'codegen.json');
  run('tsc', '--project', 'tsconfig.json');
  client = await import('./artifacts/compiled/typed/incidents.js');
  ask = client.askAt(url, await headersOf('responder'));
});

test('generated types are strict, refuse what is wrong, and compile to a client that runs', async () => {
  const { id, number } = await declare('Typed');
  const { updateIncident } = await ask(client.rename, { input: { id, title: 'Typed and checked' } });
  assert.deepEqual([updateIncident.incident.title, updateIncident.errors], ['Typed and checked', null]);
  assert.equal((await ask(client.timeline, { number })).incident.severity.name, 'Sev-3');
});

test('an event is told by its type, or by its summary when the type means nothing to the client', async () => {
  const { id, number } = await declare('Told by type');
  await renameAsSomebody(id, 'Told well');
  const input = { id, severityId: '2', reason: 'It spreads' };
  await arrange('mutation ($input: ChangeIncidentSeverityInput!) { changeIncidentSeverity(input: $input) { cursor } }', { input });
  await arrange('mutation ($input: AcknowledgeIncidentInput!) { acknowledgeIncident(input: $input) { cursor } }', { input: { id } });

  const { incident } = await ask(client.timeline, { number });
  assert.deepEqual(incident.timeline.nodes.map(client.line), [
    'Told by type is Sev-3', // as it was declared
    'title is Told well',
    'It spreads',
    `Ravi Patel acknowledged incident ${number}.`,
  ]);
});

test('an error is told by its type, or by its remedy', async () => {
  const { id, version } = await declare('Fought over');
  const advice = async (input) => client.advice((await ask(client.rename, { input: { id, ...input } })).updateIncident.errors[0]);
  await renameAsSomebody(id, 'Somebody was faster');

  assert.equal(await advice({ title: 'Too late', expectedVersion: version }), `now “Somebody was faster”, version ${version + 1}`);
  assert.match(await advice({ title: '' }), /^VALIDATION: ./);
});
