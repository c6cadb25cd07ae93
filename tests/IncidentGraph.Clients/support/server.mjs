// The server that the clients talk to: GRAPHQL_URL says where, and GRAPHQL_TOKENS has a token for each role, as JSON. Without them it has to run in
// Development, which gives tokens out.
export const url = process.env.GRAPHQL_URL ?? 'http://localhost:5000/graphql';

export const webSocketUrlOf = (endpoint) => endpoint.replace(/^http/, 'ws');

const tokens = JSON.parse(process.env.GRAPHQL_TOKENS ?? '{}');

export async function headersOf(role) {
  return { Authorization: `Bearer ${tokens[role] ?? (await demoTokenOf(role))}` };
}

async function demoTokenOf(role) {
  const response = await fetch(new URL(`/demo/token?role=${role}`, url));
  if (!response.ok) throw new Error(`No token of a ${role}: ${response.status} ${await response.text()}`);
  return response.text();
}

/** Asks without any client, to arrange what a client is to see. */
export async function ask(query, variables, role = 'responder') {
  const headers = { ...(await headersOf(role)), 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

export async function declare(title, input = {}) {
  const { declareIncident } = await ask(
    `mutation ($input: DeclareIncidentInput!) {
      declareIncident(input: $input) { incident { id number version } cursor errors { ... on Error { message } } }
    }`,
    { input: { title, severityId: '3', symptoms: ['It is slow'], ...input } },
  );
  if (declareIncident.errors) throw new Error(declareIncident.errors[0].message);
  return { ...declareIncident.incident, cursor: declareIncident.cursor };
}

export async function rename(id, title) {
  await ask('mutation ($input: UpdateIncidentInput!) { updateIncident(input: $input) { cursor } }', { input: { id, title } });
}

export async function cursorNow() {
  const { eventCursor } = await ask('{ eventCursor }');
  return eventCursor;
}
