import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { headersOf, url } from './support/server.mjs';

const headers = await headersOf('viewer');
const audits = serverAudits({ url, fetchFn: (address, init) => fetch(address, { ...init, headers: { ...init?.headers, ...headers } }) });

test('the audits are those that are known', () => assert.equal(audits.length, 61));

for (const { id, name, fn } of audits)
  test(`${id} ${name}`, async () => {
    const { status, reason } = await fn();
    assert.equal(status, 'ok', reason);
  });
